package org.vigil.models.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigil.models.golden.GoldenArray;
import org.vigil.models.golden.GoldenFile;
import org.vigil.models.golden.GoldenFill;

/** Every section of preprocess.json; a section without a check fails. */
class PreprocessGoldenTest {
  private static final double REAL = 1e-12;
  private static final Map<String, Consumer<JsonNode>> CHECKS =
      Map.ofEntries(
          Map.entry("source", node -> assertTrue(node.isTextual())),
          Map.entry("layout", node -> assertTrue(node.isTextual())),
          Map.entry("shades_of_grey", PreprocessGoldenTest::shadesOfGrey),
          Map.entry("clahe", node -> node.forEach(PreprocessGoldenTest::clahe)),
          Map.entry("clahe_rgb", PreprocessGoldenTest::claheOnColour),
          Map.entry("resize", PreprocessGoldenTest::resize),
          Map.entry("normalise", PreprocessGoldenTest::normalise),
          Map.entry("letterbox", node -> node.forEach(PreprocessGoldenTest::letterbox)),
          Map.entry("multi_scale_tokens", node -> node.forEach(PreprocessGoldenTest::tokens)),
          Map.entry("multi_scale_224", PreprocessGoldenTest::multiScale),
          Map.entry("tta", PreprocessGoldenTest::testTimeTransforms),
          Map.entry("super_resolution_target", PreprocessGoldenTest::superResolution));

  @TestFactory
  Stream<DynamicTest> everySectionIsReproduced() {
    List<DynamicTest> tests = new ArrayList<>();
    GoldenFile.read("preprocess.json")
        .fields()
        .forEachRemaining(
            entry -> tests.add(dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry))));
    return tests.stream();
  }

  @Test
  void noCheckIsWithoutItsSection() {
    TreeSet<String> sections = new TreeSet<>();
    GoldenFile.read("preprocess.json").fieldNames().forEachRemaining(sections::add);
    assertEquals(new TreeSet<>(CHECKS.keySet()), sections);
  }

  private static void check(String section, Map.Entry<String, JsonNode> entry) {
    Consumer<JsonNode> check = CHECKS.get(section);
    assertTrue(check != null, () -> "nothing here reproduces " + section);
    assertTrue(!entry.getValue().isEmpty() || entry.getValue().isTextual());
    check.accept(entry.getValue());
  }

  private static void shadesOfGrey(JsonNode node) {
    Bitmap8 input = GoldenPictures.bitmap(node.get("input"));
    for (JsonNode each : node.get("cases")) {
      ShadesOfGrey shades = new ShadesOfGrey(each.get("p").asDouble());
      double[] gains = GoldenArray.numbers(each.get("gain"));
      assertArrayEquals(gains, shades.gains(input), REAL);
      assertExact(each.get("rounded"), shades.apply(input));
    }
  }

  private static void clahe(JsonNode node) {
    Bitmap8 expected = GoldenPictures.bitmap(node.get("output"));
    Bitmap8 actual =
        clahe(node, "tiles_across_down").apply(GoldenPictures.bitmap(node.get("input")));
    assertEquals(0, GoldenPictures.differing(expected, actual, 1), node.get("name").asText());
    assertTrue(GoldenPictures.differing(expected, actual, 0) <= 0.03 * expected.length());
  }

  private static void claheOnColour(JsonNode node) {
    Bitmap8 input = GoldenPictures.bitmap(node.get("input"));
    Clahe clahe = clahe(node, "tiles");
    assertExact(node.get("l8"), Lab.of(input).lightness());
    assertColours(node.get("output"), input, clahe);
    assertColours(node.get("chain").get("output"), new ShadesOfGrey(6).apply(input), clahe);
  }

  private static void assertColours(JsonNode node, Bitmap8 input, Clahe clahe) {
    Bitmap8 expected = GoldenPictures.bitmap(node);
    if (!withinTwoLevels(expected, new LightnessEqualisation(clahe).apply(input))) {
      assertTrue(withinTwoLevels(expected, overflowing(input, clahe)), "CLAHE through Lab");
    }
  }

  /**
   * The reference pictures are nearly black: whoever made them multiplied the equalised lightness
   * by 100 in 8 bits, so that L* = (100 l mod 256) / 255 instead of 100 l / 255. Replayed here with
   * our own colours and our own equalised lightness, which proves both; {@link
   * LightnessEqualisation} does what the definition (golden README, section 4) says, and {@link
   * LabTest} checks that.
   */
  private static Bitmap8 overflowing(Bitmap8 input, Clahe clahe) {
    Lab lab = Lab.of(input);
    Bitmap8 lightness = clahe.apply(lab.lightness());
    byte[] out = new byte[input.length()];
    for (int i = 0; i < lightness.length(); i++) {
      lab.writeRgb((lightness.sample(i) * 100 & 0xFF) / 255.0, i, out);
    }
    return new Bitmap8(input.width(), input.height(), 3, out);
  }

  private static Clahe clahe(JsonNode node, String tiles) {
    int[] count = GoldenArray.integers(node.get(tiles));
    return new Clahe(node.get("clip_limit").asDouble(), count[0], count[1]);
  }

  private static void resize(JsonNode node) {
    Bitmap8 input = GoldenPictures.bitmap(node.get("input"));
    for (JsonNode each : node.get("cases")) {
      Bitmap8 source = each.has("mode") ? firstChannel(input, each) : input;
      assertExact(each.get("output"), target(each).apply(source));
    }
  }

  private static ResizeEightBit target(JsonNode node) {
    Kernel kernel = Kernel.valueOf(node.get("filter").asText().toUpperCase(Locale.ROOT));
    return new ResizeEightBit(kernel, node.get("width").asInt(), node.get("height").asInt());
  }

  /** The grey cases resize the red channel alone. */
  private static Bitmap8 firstChannel(Bitmap8 input, JsonNode node) {
    assertEquals("L", node.get("mode").asText());
    byte[] red = new byte[input.width() * input.height()];
    for (int i = 0; i < red.length; i++) {
      red[i] = (byte) input.sample(i * input.channels());
    }
    return new Bitmap8(input.width(), input.height(), 1, red);
  }

  private static void normalise(JsonNode node) {
    Planes planes = Normalisation.IMAGENET.apply(GoldenPictures.bitmap(node.get("input")));
    assertArrayEquals(
        GoldenArray.numbers(node.get("mean")), doubles(Normalisation.IMAGENET.mean()));
    assertArrayEquals(GoldenArray.numbers(node.get("std")), doubles(Normalisation.IMAGENET.std()));
    assertArrayEquals(GoldenArray.numbers(node.get("output_chw")), planes.values(), REAL);
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void letterbox(JsonNode node) {
    Letterbox box =
        Letterbox.of(
            node.get("width").asInt(), node.get("height").asInt(), node.get("side").asInt());
    assertArrayEquals(
        GoldenArray.integers(node.get("resized")), new int[] {box.width(), box.height()});
    assertEquals(node.get("left").asInt(), box.left());
    assertEquals(node.get("top").asInt(), box.top());
    assertEquals(node.get("right").asInt(), box.right());
    assertEquals(node.get("bottom").asInt(), box.bottom());
  }

  private static void tokens(JsonNode node) {
    PatchGrid grid = new PatchGrid(node.get("height").asInt(), node.get("width").asInt(), 16);
    assertEquals(node.get("tokens_floor").asInt(), grid.patches());
    assertEquals(node.get("sequence_floor").asInt(), grid.patches() + 1); // the class token
    assertEquals(node.get("scales").size(), grid.levels().size());
    for (int i = 0; i < grid.levels().size(); i++) {
      PatchGrid.Level level = grid.levels().get(i);
      JsonNode scale = node.get("scales").get(i);
      assertArrayEquals(
          GoldenArray.integers(scale.get("size")), new int[] {level.height(), level.width()});
      assertArrayEquals(
          GoldenArray.integers(scale.get("patches_floor")),
          new int[] {level.rows(), level.columns()});
    }
  }

  private static void multiScale(JsonNode node) {
    assertEquals("2 * uniform(input), first image [3,224,224]", node.get("input").asText());
    Planes picture = new Planes(3, 224, 224, widened(GoldenFill.input("input", 2, 3 * 224 * 224)));
    float[] patches = new MultiScalePatches(16).cut(picture);
    List<Planes> levels = Pyramid.of(picture, 16);
    assertEquals(node.get("levels").size(), levels.size());
    int length = 3 * 16 * 16;
    int first = 0;
    for (int i = 0; i < levels.size(); i++) {
      JsonNode expected = node.get("levels").get(i);
      assertEquals(expected.get("first_token").asInt(), first + 1);
      assertLevel(expected, levels.get(i));
      int[] rows = GoldenArray.integers(expected.get("patches"));
      int last = first + rows[0] * rows[1];
      assertPart(expected.get("first_patch_first8"), patches, first * length);
      assertPart(expected.get("last_patch_last8"), patches, last * length - 8);
      first = last;
    }
    assertEquals(patches.length, first * length);
    assertPositions(node.get("positions"));
  }

  private static void assertLevel(JsonNode expected, Planes level) {
    assertArrayEquals(
        GoldenArray.integers(expected.get("size")), new int[] {level.height(), level.width()});
    double sum = 0;
    for (double value : level.values()) {
      sum += value;
    }
    assertEquals(expected.get("mean").asDouble(), sum / level.values().length, REAL);
    double[] corner = GoldenArray.numbers(expected.get("first_patch_first8"));
    for (int x = 0; x < corner.length; x++) {
      assertEquals(corner[x], level.values()[x], REAL);
    }
  }

  private static void assertPart(JsonNode expected, float[] patches, int from) {
    double[] values = GoldenArray.numbers(expected);
    for (int i = 0; i < values.length; i++) {
      assertEquals((float) values[i], patches[from + i]);
    }
  }

  private static void assertPositions(JsonNode node) {
    List<PatchPosition> positions = new PatchGrid(224, 224, 16).positions();
    double[][] expected = GoldenArray.rows(node);
    assertEquals(expected.length, positions.size());
    for (int i = 0; i < expected.length; i++) {
      PatchPosition at = positions.get(i);
      assertArrayEquals(expected[i], new double[] {at.scale(), at.x(), at.y()}, REAL);
    }
  }

  private static double[] widened(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  private static void testTimeTransforms(JsonNode node) {
    Planes input = GoldenPictures.plane(node.get("input"));
    for (TestTimeTransform transform : TestTimeTransform.values()) {
      Planes expected = GoldenPictures.plane(node.get(name(transform)));
      Planes actual = transform.apply(input);
      assertEquals(expected.height(), actual.height());
      assertArrayEquals(expected.values(), actual.values(), REAL, transform.name());
    }
    Map<String, List<TestTimeTransform>> sets =
        Map.of(
            "fzlpr", TestTimeTransform.FZLPR,
            "paired", TestTimeTransform.PAIRED,
            "paired6", TestTimeTransform.PAIRED6,
            "jif", TestTimeTransform.JIF);
    assertEquals(sets.size(), node.get("sets").size());
    sets.forEach((name, set) -> assertEquals(names(node.get("sets").get(name)), names(set)));
    assertEquals("mean of the outputs", node.get("combine").asText());
    assertEquals(TestTimeTransform.values().length + 3, node.size());
  }

  private static String name(TestTimeTransform transform) {
    return transform.name().toLowerCase(Locale.ROOT).replace("_90", "90");
  }

  private static List<String> names(List<TestTimeTransform> transforms) {
    return transforms.stream().map(PreprocessGoldenTest::name).toList();
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.forEach(each -> names.add(each.asText()));
    return names;
  }

  private static void superResolution(JsonNode node) {
    Bitmap8 input = GoldenPictures.bitmap(node.get("input"));
    int scale = node.get("scale").asInt();
    assertEquals("bicubic", node.get("filter").asText());
    ResizeEightBit enlarge =
        new ResizeEightBit(Kernel.BICUBIC, input.width() * scale, input.height() * scale);
    assertExact(node.get("output"), enlarge.apply(input));
  }

  private static void assertExact(JsonNode expected, Bitmap8 actual) {
    assertEquals(0, GoldenPictures.differing(GoldenPictures.bitmap(expected), actual, 0));
  }

  private static boolean withinTwoLevels(Bitmap8 expected, Bitmap8 actual) {
    return GoldenPictures.differing(expected, actual, 2) == 0
        && GoldenPictures.differing(expected, actual, 1) <= 0.01 * expected.length();
  }
}
