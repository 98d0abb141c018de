package org.vigil.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.embedded.store.StoreMain;

/**
 * A real MinIO server in place of the embedded store, where one is named: by the system property
 * {@code vigil.minio} or the environment variable {@code VIGIL_MINIO} (docs/local-stack.md). Its
 * objects are kept apart from the embedded store's, whose files it could not read.
 *
 * @param program the server
 */
record MinioBinary(Path program) {
  /**
   * MinIO takes the shell's place and so its process id: a kill hits MinIO itself. The reader that
   * is left behind ends MinIO when whoever started it is gone, as {@code ParentWatch} does
   * elsewhere.
   */
  private static final String WATCHED =
      "me=$$; (cat >/dev/null; kill -TERM $me 2>/dev/null) <&0 & exec \"$@\"";

  static Optional<MinioBinary> named() {
    return Optional.ofNullable(System.getProperty("vigil.minio"))
        .filter(path -> !path.isBlank())
        .or(() -> Optional.ofNullable(System.getenv("VIGIL_MINIO")))
        .filter(path -> !path.isBlank())
        .map(path -> new MinioBinary(Path.of(path).toAbsolutePath()));
  }

  /** Where it keeps its objects, beside the embedded store's folder. */
  static Path data(Path store) {
    return store.resolveSibling(store.getFileName() + "-minio");
  }

  List<String> command(Path data, int port) {
    return List.of(
        "/bin/bash",
        "-c",
        WATCHED,
        "minio",
        program.toString(),
        "server",
        data.toString(),
        "--address",
        "127.0.0.1:" + port,
        "--quiet");
  }

  static Map<String, String> environment() {
    return Map.of(
        "MINIO_ROOT_USER",
        StoreMain.ACCESS_KEY,
        "MINIO_ROOT_PASSWORD",
        StoreMain.SECRET_KEY,
        "MINIO_BROWSER",
        "off",
        // No question to anybody outside for a newer version.
        "MINIO_UPDATE",
        "off");
  }
}
