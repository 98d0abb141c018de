package org.vigil.models.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.models.weights.Safetensors;
import org.vigil.models.weights.Tensor;
import picocli.CommandLine;

class WeightsCommandsTest {
  @TempDir private Path folder;
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    errors.getBuffer().setLength(0);
    CommandLine command = ModelsCommand.commandLine();
    command.setErr(new PrintWriter(errors, true));
    return command.execute(arguments);
  }

  private int importing(Path file, Path out, String... more) {
    String[] fixed = {
      "import", file.toString(), "--architecture", "resnet18", "--width", "4", "--small-images"
    };
    Stream<String> last = Stream.of("--out", out.toString());
    return run(
        Stream.of(Stream.of(fixed), Stream.of(more), last)
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private Path weights(String name, int classes, int channels) throws IOException {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NetworkOptions options = new NetworkOptions(classes, channels, 4, true);
      Map<String, Tensor> tensors =
          ModuleWeights.save(
              Networks.create("resnet18", new Build(manager, new Random(1)), options));
      Path file = folder.resolve(name);
      new Safetensors(tensors, Map.of("format", "pt")).write(file);
      return file;
    }
  }

  private static Map<String, Tensor> tensors(Path file) throws IOException {
    return Safetensors.open(file).tensors();
  }

  @Test
  void weightsThatFitAreWrittenBitForBitAndSayWhatTheyAreOf() throws IOException {
    Path file = weights("published.safetensors", 7, 3);
    Path out = folder.resolve("out").resolve("imported.safetensors");
    assertEquals(0, importing(file, out, "--classes", "7"), errors.toString());
    assertEquals(tensors(file), tensors(out));
    assertEquals(
        Map.of("format", "pt", "architecture", "resnet18", "classes", "7", "channels", "3"),
        Safetensors.open(out).metadata());
  }

  @Test
  void whatDoesNotFitIsListedWithBothShapesAndNothingIsWritten() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>(tensors(weights("whole", 1000, 3)));
    Tensor bias = tensors.remove("bn1.bias");
    tensors.put("surplus", bias);
    tensors.put("fc.weight", bias);
    Path file = folder.resolve("unfit");
    new Safetensors(tensors, Map.of()).write(file);
    Path out = folder.resolve("imported");
    assertEquals(1, importing(file, out));
    String message = errors.toString();
    assertTrue(message.contains("missing bn1.bias F32[4]"), message);
    assertTrue(message.contains("unexpected surplus F32[4]"), message);
    assertTrue(
        message.contains("fc.weight: the file has F32[4], the network wants F32[1000, 32]"),
        message);
    assertFalse(Files.exists(out));
  }

  @Test
  void aClassifierOfAnotherWidthIsLeftOutOnlyWhenAskedFor() throws IOException {
    Path file = weights("published", 7, 3);
    Path out = folder.resolve("imported");
    assertEquals(1, importing(file, out));
    assertTrue(errors.toString().contains("fc.bias: the file has F32[7]"), errors.toString());
    assertEquals(0, importing(file, out, "--classes", "2"), errors.toString());
    Map<String, Tensor> imported = tensors(out);
    assertEquals("F32[2, 32]", imported.get("fc.weight").describe());
    Map<String, Tensor> published = tensors(file);
    published.forEach(
        (name, tensor) -> {
          if (!name.startsWith("fc.")) {
            assertEquals(tensor, imported.get(name), name);
          }
        });
  }

  @Test
  void colourFiltersBecomeGreyOnlyWhenAskedFor() throws IOException {
    Path file = weights("published", 7, 3);
    Path out = folder.resolve("imported");
    assertEquals(0, importing(file, out, "--grey", "--classes", "7"), errors.toString());
    assertEquals("F32[4, 1, 3, 3]", tensors(out).get("conv1.weight").describe());
  }

  @Test
  void nothingIsOverwrittenAndAFileThatIsNotThereIsNamed() throws IOException {
    Path file = weights("published", 7, 3);
    byte[] before = Files.readAllBytes(file);
    assertEquals(1, importing(file, file, "--classes", "7"));
    assertTrue(errors.toString().contains("exists"), errors.toString());
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals(1, importing(folder.resolve("absent"), folder.resolve("out")));
    assertTrue(errors.toString().contains("there is no file"), errors.toString());
    assertEquals(2, run("import", file.toString(), "--out", "x"), "--architecture is missing");
    assertEquals(
        1, run("import", file.toString(), "--architecture", "lenet", "--out", "never-written"));
    assertTrue(errors.toString().contains("unknown network 'lenet'"), errors.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 100, 5000})
  void aTruncatedFileIsRefusedByName(int length) throws IOException {
    byte[] whole = Files.readAllBytes(weights("published", 7, 3));
    Path cut = folder.resolve("cut");
    Files.write(cut, java.util.Arrays.copyOf(whole, length));
    assertEquals(1, importing(cut, folder.resolve("out")));
    assertTrue(errors.toString().startsWith("import: " + cut + ": "), errors.toString());
    assertFalse(errors.toString().contains("\tat "), "one line, no trace");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chest-xray", "skin-image"})
  void aBundlesWeightsComeBackFromAFileBitForBit(String slot) throws IOException {
    Path bundle = Path.of(System.getProperty("vigil.root", ".."), "bundles", slot, "1.1.0");
    assumeTrue(Files.exists(bundle), () -> "no bundle at " + bundle);
    Path exported = folder.resolve("exported.safetensors");
    assertEquals(0, run("export", bundle.toString(), "--out", exported.toString()));
    byte[] original = Safetensors.write(Bundle.read(BundleFiles.in(bundle)).weights());
    assertArrayEquals(original, Safetensors.write(tensors(exported)));
    boolean skin = slot.startsWith("skin");
    Path imported = folder.resolve("imported.safetensors");
    String[] arguments = {
      "import",
      exported.toString(),
      "--architecture",
      "resnet18",
      "--width",
      skin ? "24" : "16",
      "--small-images",
      "--classes",
      skin ? "7" : "1",
      "--out",
      imported.toString()
    };
    Stream<String> grey = skin ? Stream.of() : Stream.of("--grey");
    String[] all = Stream.concat(Stream.of(arguments), grey).toArray(String[]::new);
    assertEquals(0, run(all), errors.toString());
    assertArrayEquals(original, Safetensors.write(tensors(imported)));
  }
}
