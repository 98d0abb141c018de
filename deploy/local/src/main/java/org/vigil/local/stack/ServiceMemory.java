package org.vigil.local.stack;

import java.util.ArrayList;
import java.util.List;

/**
 * JVM flags by service: small heaps, so that the whole stack stays under 4 GB. Serial collection
 * costs the least memory and, on two cores, no throughput that matters here.
 */
final class ServiceMemory {
  private ServiceMemory() {}

  static List<String> flags(Service service) {
    List<String> flags = new ArrayList<>();
    flags.add("-Xms32m");
    flags.add("-Xmx" + heapMegabytes(service) + "m");
    flags.add("-XX:+UseSerialGC");
    // A service that ran out of memory is of no use: it ends, and is started again.
    flags.add("-XX:+ExitOnOutOfMemoryError");
    flags.add("-Djava.awt.headless=true");
    flags.addAll(nativeFlags(service));
    return flags;
  }

  private static int heapMegabytes(Service service) {
    return switch (service) {
      case INGEST -> 1088; // Decodes whole pictures, of 50 million pixels at most.
      case INFERENCE -> 512; // The network's own memory is outside of the heap.
      case WORKLIST -> 320;
      case RETRIEVAL -> 256;
      case TRAINING -> 512;
    };
  }

  private static List<String> nativeFlags(Service service) {
    return switch (service) {
      case INFERENCE, TRAINING ->
          List.of(
              "-Dai.djl.offline=true",
              "-Dai.djl.pytorch.num_threads=" + computeThreads(),
              "-Dai.djl.pytorch.num_interop_threads=1",
              "-Dai.djl.pytorch.graph_optimizer=false");
      case RETRIEVAL -> List.of("--add-modules=jdk.incubator.vector");
      case INGEST, WORKLIST -> List.of();
    };
  }

  /** Half of the cores: the other half feeds the network and runs everything else. */
  private static int computeThreads() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }
}
