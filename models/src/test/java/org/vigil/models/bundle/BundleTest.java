package org.vigil.models.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.weights.Safetensors;
import org.vigil.schemas.id.Sha256;

class BundleTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temp;
  private Path folder;
  private Bundle written;

  @BeforeEach
  void write() throws IOException {
    folder = temp.resolve("skin-image/0.0.1");
    written = TinyBundle.write(folder);
  }

  @Test
  void aBundleRoundTripsBitForBit() throws IOException {
    Bundle read = Bundle.read(BundleFiles.in(folder));
    assertEquals(written, read);
    assertEquals(TinyBundle.weights(), read.weights());
    Path copy = temp.resolve("copy");
    Bundle.write(copy, read.manifest(), read.weights(), read.card());
    for (String file : new String[] {"manifest.json", "weights.safetensors", "model-card.md"}) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve(file)), Files.readAllBytes(copy.resolve(file)), file);
    }
  }

  @Test
  void theDigestIsThatOfTheManifestsBytes() throws IOException {
    byte[] manifest = Files.readAllBytes(folder.resolve("manifest.json"));
    assertEquals(Sha256.of(manifest).hex(), written.ref().getDigest());
    assertEquals("skin-image", written.ref().getSlot());
    assertEquals("0.0.1", written.ref().getVersion());
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.safetensors", "model-card.md"})
  void anAlteredFileIsRefused(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(name));
    bytes[bytes.length - 1] ^= 1;
    Files.write(folder.resolve(name), bytes);
    var e = assertThrows(BundleException.class, () -> Bundle.read(BundleFiles.in(folder)));
    assertTrue(e.getMessage().startsWith(name), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest.json", "weights.safetensors", "model-card.md"})
  void aMissingFileIsAnError(String name) throws IOException {
    Files.delete(folder.resolve(name));
    assertThrows(UncheckedIOException.class, () -> Bundle.read(BundleFiles.in(folder)));
  }

  @Test
  void aVersionIsNeverWrittenTwice() throws IOException {
    assertThrows(FileAlreadyExistsException.class, () -> TinyBundle.write(folder));
    assertEquals(written, Bundle.read(BundleFiles.in(folder)));
  }

  @Test
  void aManifestThatWouldBeRefusedLeavesNoFolder() throws IOException {
    Path other = temp.resolve("other/1");
    BundleManifest manifest = TinyBundle.manifest();
    Map<String, org.vigil.models.weights.Tensor> none = Map.of();
    var wrong = withSlot(manifest, "Not A Slot");
    assertThrows(BundleException.class, () -> Bundle.write(other, wrong, none, ""));
    try (Stream<Path> left = Files.list(other.getParent())) {
      assertEquals(0, left.count());
    }
  }

  private static BundleManifest withSlot(BundleManifest m, String slot) {
    return new BundleManifest(
        m.format(),
        slot,
        m.version(),
        m.network(),
        m.findings(),
        m.activation(),
        m.inputs(),
        m.preprocessing(),
        m.calibration(),
        m.thresholds(),
        m.embeddingWidth(),
        m.metrics(),
        m.provenance(),
        m.files(),
        m.doubt());
  }

  /** Each row: a JSON pointer's parent, the field, its new value, and what the message names. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "|format|2|format",
        "|slot|\"../x\"|slot",
        "|version|\"a/b\"|version",
        "|surprise|1|surprise",
        "|findings|[]|findings",
        "|embeddingWidth|0|embeddingWidth",
        "|files|{}|files",
        "/network/options|classes|4|3 for a network of 4 outputs",
        "/network/options|channels|1|3 channels for a network of 1",
        "/network/options|width|null|width",
        "/findings/1|name|\"MEL\"|a name stands twice",
        "/findings/1|code|\"372244006\"|code",
        "/inputs|roles|[\"xray\"]|no role 'xray'",
        "/preprocessing|mean|[0.5]|mean",
        "/preprocessing|std|[1,1,0]|std",
        "/preprocessing|version|\"p9\"|version",
        "/calibration|temperature|0|temperature",
        "/thresholds/points/0|values|{\"MEL\":1.5}|MEL",
        "/thresholds/points/0|values|{\"MEL\":0.5}|none for every site",
        "/thresholds/points/0|values|{\"ROT\":0.5}|no finding 'ROT'",
        "/thresholds/points/0|from|\"2026-13-01\"|2026-13-01",
        "/metrics|test.auc.MEL|\"NaN\"|metrics",
        "/provenance|dataLicence|\"\"|dataLicence",
      })
  void aManifestThatBreaksARuleIsRefusedWithItsPlace(
      String parent, String field, String value, String named) throws IOException {
    ObjectNode tree = (ObjectNode) JSON.readTree(folder.resolve("manifest.json").toFile());
    ObjectNode at = parent == null ? tree : (ObjectNode) tree.at(parent);
    at.set(field, JSON.readTree(value));
    byte[] bytes = JSON.writeValueAsBytes(tree);
    var e = assertThrows(BundleException.class, () -> Bundle.manifest(bytes));
    assertTrue(e.getMessage().contains(named), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{} {}", "{\"format\":1,\"format\":1}", "\u0000"})
  void whatIsNoManifestIsRefused(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThrows(BundleException.class, () -> Bundle.manifest(bytes));
  }

  @Test
  void weightsThatBreakTheirFormatAreRefusedThoughTheirDigestFits() throws IOException {
    byte[] whole = Safetensors.write(TinyBundle.weights());
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 4);
    ObjectNode tree = (ObjectNode) JSON.readTree(folder.resolve("manifest.json").toFile());
    ((ObjectNode) tree.get("files")).put("weights.safetensors", Sha256.of(cut).hex());
    Files.write(folder.resolve("weights.safetensors"), cut);
    Files.write(folder.resolve("manifest.json"), JSON.writeValueAsBytes(tree));
    assertThrows(
        org.vigil.models.weights.WeightsException.class, () -> Bundle.read(BundleFiles.in(folder)));
  }

  @Test
  void aSitesOwnThresholdsHoldFromTheirFirstDay() {
    var thresholds = written.manifest().thresholds();
    LocalDate before = LocalDate.of(2026, 5, 31);
    LocalDate from = LocalDate.of(2026, 6, 1);
    assertEquals(0.3, thresholds.inForce("a", before).get("MEL"));
    assertEquals(0.2, thresholds.inForce("a", from).get("MEL"));
    assertEquals(0.3, thresholds.inForce("b", from).get("MEL"));
    assertEquals(Map.of(), thresholds.inForce("a", LocalDate.of(2025, 12, 31)));
  }
}
