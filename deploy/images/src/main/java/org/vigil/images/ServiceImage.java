package org.vigil.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is in an image: other people's libraries first, ours after them, so that a new version of
 * ours is a small download; then the bill of materials. Everything lies under /opt/vigil, belongs
 * to root, and is run by user 10001, who may write nothing.
 *
 * @param name of the image, without its tag
 * @param layers from the one that changes least to the one that changes most
 * @param command what it runs
 * @param ports that it listens on
 */
record ServiceImage(
    String name, List<FileEntriesLayer> layers, List<String> command, Set<Port> ports) {
  private static final AbsoluteUnixPath HOME = AbsoluteUnixPath.get("/opt/vigil");

  /**
   * A service as Quarkus' fast-jar.
   *
   * @throws IOException if the build did not leave it
   */
  static ServiceImage ofService(Path root, String service) throws IOException {
    Path module = root.resolve(service + "-service");
    Path app = required(module.resolve("target/quarkus-app"));
    List<FileEntriesLayer> layers = new ArrayList<>();
    layers.add(jars("libraries", app.resolve("lib"), "lib", false));
    layers.add(jars("vigil-libraries", app.resolve("lib"), "lib", true));
    layers.add(application(app));
    layers.add(billOfMaterials(module));
    if (service.equals("training")) {
      layers.add(folder("bundles", required(root.resolve("bundles")), "bundles"));
    }
    return new ServiceImage(
        service + "-service",
        layers,
        List.of(
            "java",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-jar",
            HOME.resolve("quarkus-run.jar").toString()),
        service.equals("ingest")
            ? Set.of(Port.tcp(8080), Port.tcp(11112))
            : Set.of(Port.tcp(8080)));
  }

  /** The command line, to create topics and buckets on servers that are not ours. */
  static ServiceImage ofProvisioning(Path root) throws IOException {
    Path module = root.resolve("deploy/local");
    Path lib = required(module.resolve("target/lib"));
    FileEntriesLayer.Builder own = layer("application");
    try (Stream<Path> jars = Files.list(module.resolve("target"))) {
      jars.filter(jar -> jar.getFileName().toString().matches("vigil-local-[0-9.]+\\.jar"))
          .forEach(
              jar -> own.addEntry(jar, HOME.resolve("lib").resolve(jar.getFileName().toString())));
    }
    return new ServiceImage(
        "provision",
        List.of(
            jars("libraries", lib, "lib", false),
            jars("vigil-libraries", lib, "lib", true),
            own.build(),
            billOfMaterials(module)),
        List.of("java", "-cp", HOME + "/lib/*", "org.vigil.local.cli.VigilCommand", "provision"),
        Set.of());
  }

  /** The image on a base, ready to be written. */
  JibContainerBuilder describe(JibContainerBuilder base, String tag, String baseName) {
    return base.setFileEntriesLayers(layers)
        .setFormat(ImageFormat.OCI)
        .setCreationTime(Instant.EPOCH)
        .setUser("10001:10001")
        .setWorkingDirectory(HOME)
        .setEntrypoint(command)
        .setExposedPorts(ports)
        .addLabel("org.opencontainers.image.title", "vigil/" + name)
        .addLabel("org.opencontainers.image.version", tag)
        .addLabel("org.opencontainers.image.base.name", baseName)
        .addLabel("org.opencontainers.image.description", "Vigil, triage for medical images")
        .addLabel("org.vigil.sbom", HOME + "/sbom/bom.json");
  }

  /** Jars below a folder: those of Vigil, or all others. */
  private static FileEntriesLayer jars(String name, Path lib, String at, boolean ours)
      throws IOException {
    FileEntriesLayer.Builder layer = layer(name);
    for (Path file : files(lib)) {
      String jar = file.getFileName().toString();
      boolean vigil = jar.startsWith("org.vigil.") || jar.startsWith("vigil-");
      if (vigil == ours) {
        layer.addEntry(file, HOME.resolve(at + "/" + lib.relativize(file)));
      }
    }
    return layer.build();
  }

  /** What Quarkus made of the service itself. */
  private static FileEntriesLayer application(Path app) throws IOException {
    FileEntriesLayer.Builder layer = layer("application");
    for (Path file : files(app)) {
      if (!file.startsWith(app.resolve("lib"))) {
        layer.addEntry(file, HOME.resolve(app.relativize(file).toString()));
      }
    }
    return layer.build();
  }

  private static FileEntriesLayer folder(String name, Path folder, String at) throws IOException {
    FileEntriesLayer.Builder layer = layer(name);
    for (Path file : files(folder)) {
      layer.addEntry(file, HOME.resolve(at + "/" + folder.relativize(file)));
    }
    return layer.build();
  }

  /** CycloneDX, by the build's profile {@code images}. */
  private static FileEntriesLayer billOfMaterials(Path module) throws IOException {
    return layer("sbom")
        .addEntry(required(module.resolve("target/bom.json")), HOME.resolve("sbom/bom.json"))
        .build();
  }

  private static FileEntriesLayer.Builder layer(String name) {
    return FileEntriesLayer.builder().setName(name);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path required(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException(path + " is missing: ./mvnw -Pimages package makes it");
    }
    return path;
  }
}
