package org.vigil.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of a made-up build on a made-up base, read back from their tars. */
class BuildImagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private Path root;
  private String base;

  @BeforeEach
  void makeUpABuildAndABase() throws IOException {
    for (String file :
        List.of(
            "training-service/target/quarkus-app/lib/main/io.netty.netty-1.jar",
            "training-service/target/quarkus-app/lib/boot/org.jboss.logging-1.jar",
            "training-service/target/quarkus-app/lib/main/org.vigil.vigil-schemas-0.1.0.jar",
            "training-service/target/quarkus-app/app/vigil-training-service-0.1.0.jar",
            "training-service/target/quarkus-app/quarkus-run.jar",
            "training-service/target/bom.json",
            "bundles/chest-xray/1.0.0/manifest.json")) {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
    base = "tar:" + baseImage(root.resolve("base.tar"));
  }

  @Test
  void othersLibrariesComeBeforeOursSoThatAnUpdateIsSmall() throws Exception {
    Map<String, byte[]> image = built("a");
    List<List<String>> layers = layers(image);
    assertEquals(
        List.of(
            List.of("etc/passwd"),
            List.of(
                "opt/vigil/lib/boot/org.jboss.logging-1.jar",
                "opt/vigil/lib/main/io.netty.netty-1.jar"),
            List.of("opt/vigil/lib/main/org.vigil.vigil-schemas-0.1.0.jar"),
            List.of("opt/vigil/app/vigil-training-service-0.1.0.jar", "opt/vigil/quarkus-run.jar"),
            List.of("opt/vigil/sbom/bom.json"),
            List.of("opt/vigil/bundles/chest-xray/1.0.0/manifest.json")),
        layers);
  }

  @Test
  void itIsRunByNobodyInParticularAndSaysWhatItIs() throws Exception {
    JsonNode config = config(built("a")).get("config");
    assertEquals("10001:10001", config.get("User").asText());
    assertEquals("java", config.get("Entrypoint").get(0).asText());
    assertEquals("/opt/vigil/quarkus-run.jar", config.get("Entrypoint").get(3).asText());
    JsonNode labels = config.get("Labels");
    assertEquals("0.1.0", labels.get("org.opencontainers.image.version").asText());
    assertEquals("/opt/vigil/sbom/bom.json", labels.get("org.vigil.sbom").asText());
  }

  @Test
  void theSameBuildGivesTheSameImage() throws Exception {
    assertEquals(config(built("a")), config(built("b")));
  }

  @Test
  void whatWasNotBuiltIsSaidByName() {
    IOException missing =
        assertThrows(IOException.class, () -> ServiceImage.ofService(root, "worklist"));
    assertTrue(missing.getMessage().contains("worklist-service"), missing.getMessage());
  }

  private Map<String, byte[]> built(String folder) throws Exception {
    Path out = Files.createDirectories(root.resolve(folder));
    BuildImages.write(
        ServiceImage.ofService(root, "training"),
        base,
        "0.1.0",
        out,
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    return entries(
        new ByteArrayInputStream(Files.readAllBytes(out.resolve("training-service.tar"))));
  }

  /** The config of an OCI layout, by way of its index and manifest. */
  private static JsonNode config(Map<String, byte[]> image) throws IOException {
    return JSON.readTree(blob(image, manifest(image).get("config")));
  }

  private static JsonNode manifest(Map<String, byte[]> image) throws IOException {
    return JSON.readTree(
        blob(image, JSON.readTree(image.get("index.json")).get("manifests").get(0)));
  }

  private static List<List<String>> layers(Map<String, byte[]> image) throws IOException {
    List<List<String>> layers = new ArrayList<>();
    for (JsonNode layer : manifest(image).get("layers")) {
      InputStream bytes = new GZIPInputStream(new ByteArrayInputStream(blob(image, layer)));
      layers.add(List.copyOf(entries(bytes).keySet()));
    }
    return layers;
  }

  private static byte[] blob(Map<String, byte[]> image, JsonNode descriptor) {
    return image.get("blobs/" + descriptor.get("digest").asText().replace(':', '/'));
  }

  private static Map<String, byte[]> entries(InputStream bytes) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(bytes)) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        if (entry.isFile()) {
          files.put(entry.getName(), tar.readAllBytes());
        }
      }
    }
    return files;
  }

  /** As {@code docker save} writes them: one layer with one file. */
  private static Path baseImage(Path file) throws IOException {
    byte[] layer = tar(Map.of("etc/passwd", "root:x:0:0::/:\n".getBytes(StandardCharsets.UTF_8)));
    String config =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"history\":[],"
            + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:%s\"]}}"
                .formatted(sha256(layer));
    String manifest =
        "[{\"Config\":\"config.json\",\"RepoTags\":null,\"Layers\":[\"l/layer.tar\"]}]";
    Map<String, byte[]> all = new TreeMap<>();
    all.put("config.json", config.getBytes(StandardCharsets.UTF_8));
    all.put("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
    all.put("l/layer.tar", layer);
    return Files.write(file, tar(all));
  }

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
