package org.vigil.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigil.embedded.ServerLibraries;
import org.vigil.embedded.process.ServerProcess;
import org.vigil.embedded.process.ServerSpec;
import org.vigil.embedded.process.WatchedMain;
import org.vigil.embedded.store.StoreMain;

/** How the services are started: class path, JVM flags and configuration. */
final class ServiceLaunch {
  private static final String QUARKUS_MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

  private final StackSettings settings;
  private final ServerLibraries libraries;

  ServiceLaunch(StackSettings settings, ServerLibraries libraries) {
    this.settings = settings;
    this.libraries = libraries;
  }

  ServerSpec spec(Service service) {
    return new ServerSpec(
        service.word(),
        () -> command(service),
        environment(service),
        HttpHealth.ready(settings.ports().url(service)),
        HttpHealth.alive(settings.ports().url(service)),
        settings.startLimit());
  }

  /**
   * The working folder is ours, so that a service finds no configuration of a checkout by accident.
   */
  private List<String> command(Service service) {
    Path scratch = settings.folders().scratch(service);
    createFolder(scratch);
    List<String> flags = new ArrayList<>(ServiceMemory.flags(service));
    flags.addAll(ManifestFlags.of(service.jar(settings.root())));
    flags.add("-Djava.io.tmpdir=" + scratch);
    configuration(service).forEach((key, value) -> flags.add("-D" + key + "=" + value));
    String classPath = libraries.launcherClassPath() + ":" + service.jar(settings.root());
    return ServerProcess.java(flags, classPath, List.of(WatchedMain.class.getName(), QUARKUS_MAIN));
  }

  private Map<String, String> configuration(Service service) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("quarkus.http.host", "127.0.0.1");
    all.put("quarkus.http.port", Integer.toString(settings.ports().http(service)));
    all.put("vigil.kafka.bootstrap-servers", settings.ports().bootstrapServers());
    all.put("vigil.store.endpoint", settings.ports().storeUrl());
    all.put("vigil.audit.folder", settings.folders().data("audit/" + service.word()).toString());
    // Readiness is asked for often while a service starts; "not yet" is no news.
    all.put("quarkus.log.category.\"io.smallrye.health\".level", "WARN");
    all.putAll(ownConfiguration(service));
    all.putAll(settings.overrides().getOrDefault(service, Map.of()));
    return all;
  }

  private Map<String, String> ownConfiguration(Service service) {
    return switch (service) {
      case INGEST ->
          Map.of(
              "vigil.ingest.page-origins",
              pageOrigins(),
              // What the demo draws has SYNTHETIC written in it, which names nobody.
              "vigil.ingest.burned-in-text.trusted-sites",
              "demo",
              "kafka-streams.state.dir",
              streamState(service),
              "vigil.ingest.tus.folder",
              uploadFolder(service),
              "vigil.ingest.dicom.enabled",
              "true",
              "vigil.ingest.dicom.port",
              Integer.toString(settings.ports().dicom()),
              "vigil.ingest.dicom.receive-dir",
              receiveFolder(service),
              "vigil.ingest.dicom.peers.local.networks",
              "127.0.0.0/8",
              "vigil.ingest.dicom.peers.local.site",
              "local",
              "vigil.ingest.dicom.web.site",
              "local");
      case WORKLIST ->
          Map.of(
              "vigil.worklist.ingest-url", settings.ports().url(Service.INGEST),
              "vigil.worklist.retrieval-url", settings.ports().url(Service.RETRIEVAL),
              "vigil.worklist.state-dir", streamState(service));
      case TRAINING ->
          Map.of(
              "vigil.training.seed-bundles", settings.root().resolve("bundles").toString(),
              "vigil.training.signing-key", settings.folders().signingKey().toString(),
              "vigil.training.pool.state-dir", streamState(service),
              "vigil.training.runs.folder", settings.folders().data("runs").toString());
      case RETRIEVAL ->
          Map.of(
              "vigil.retrieval.page-origins",
              pageOrigins(),
              "vigil.retrieval.index-dir",
              settings.folders().scratch(service).resolve("index").toString(),
              "vigil.retrieval.inference-url",
              settings.ports().url(Service.INFERENCE));
      case INFERENCE ->
          Map.of("vigil.inference.bundle-keys", settings.folders().trustedKey().toString());
    };
  }

  private String streamState(Service service) {
    return settings.folders().scratch(service).resolve("streams").toString();
  }

  private String uploadFolder(Service service) {
    return settings.folders().scratch(service).resolve("uploads").toString();
  }

  private String receiveFolder(Service service) {
    return settings.folders().scratch(service).resolve("dicom").toString();
  }

  private String pageOrigins() {
    int port = settings.ports().worklist();
    return "http://127.0.0.1:" + port + ",http://localhost:" + port;
  }

  /** Credentials travel in the environment, which other users of the machine cannot read. */
  private static Map<String, String> environment(Service service) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("VIGIL_STORE_ACCESS_KEY", StoreMain.ACCESS_KEY);
    all.put("VIGIL_STORE_SECRET_KEY", StoreMain.SECRET_KEY);
    // OpenMP's spinning threads starve everything else on a small machine.
    all.put("OMP_WAIT_POLICY", "passive");
    switch (service) {
      case INFERENCE, TRAINING -> all.putAll(NativeAllocator.environment());
      case INGEST, WORKLIST, RETRIEVAL -> {}
    }
    return all;
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
