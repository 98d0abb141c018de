package org.vigil.local.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Bundles of untrained networks at 224 px, to measure speed with. */
public final class BenchmarkModels {
  private BenchmarkModels() {}

  /**
   * Writes those that are missing.
   *
   * @return their folders, in the order of the networks
   */
  public static List<Path> write(Path root, Path into, List<String> networks, String device)
      throws IOException, InterruptedException {
    List<Path> folders = new ArrayList<>();
    for (String network : networks) {
      BenchmarkModel model = new BenchmarkModel(root, into, network, device);
      model.write();
      folders.add(model.folder());
    }
    return folders;
  }
}
