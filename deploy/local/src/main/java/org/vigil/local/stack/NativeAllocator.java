package org.vigil.local.stack;

import java.util.Map;

/**
 * How glibc hands memory to libtorch. By default each large tensor is mapped anew and given back to
 * the system when freed, so that every batch faults its pages in again. Kept in the heap instead,
 * DenseNet121 at batch 8 runs 1.1 times as fast on one core and 1.28 times on two
 * (docs/performance.md).
 */
final class NativeAllocator {
  private NativeAllocator() {}

  /** Environment of a process that computes with libtorch. */
  static Map<String, String> environment() {
    return Map.of(
        "MALLOC_MMAP_THRESHOLD_", Integer.toString(32 << 20), // The most that glibc accepts.
        "MALLOC_TRIM_THRESHOLD_", Integer.toString(1 << 30),
        // The first arena alone can grow without a bound, and so reuse what was freed.
        "MALLOC_ARENA_MAX", "1");
  }
}
