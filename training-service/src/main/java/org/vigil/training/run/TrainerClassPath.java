package org.vigil.training.run;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the trainer's JVM is started from.
 *
 * @param text for {@code -cp}
 */
public record TrainerClassPath(String text) {
  private static final String RUNNER = "quarkus-run.jar";

  /**
   * The service's own: its libraries where it runs as a Quarkus application, else this JVM's class
   * path.
   */
  public static TrainerClassPath ours() {
    String all = System.getProperty("java.class.path");
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(entry -> entry.endsWith(RUNNER))
        .findFirst()
        .map(Path::of)
        .map(TrainerClassPath::ofApplication)
        .orElseGet(() -> absolute(all)); // The trainer works in another folder.
  }

  private static TrainerClassPath absolute(String all) {
    return new TrainerClassPath(
        Arrays.stream(all.split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator)));
  }

  private static TrainerClassPath ofApplication(Path runner) {
    Path root = runner.toAbsolutePath().getParent();
    return new TrainerClassPath(
        String.join(
            File.pathSeparator,
            List.of(
                root.resolve("app") + File.separator + "*",
                root.resolve("lib/main") + File.separator + "*",
                root.resolve("lib/boot") + File.separator + "*")));
  }
}
