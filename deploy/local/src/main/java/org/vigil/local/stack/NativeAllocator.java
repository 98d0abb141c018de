package org.vigil.local.stack;

import java.util.Map;

/**
 * How glibc hands memory to libtorch. A network's large tensors come and go with every batch, and
 * each time their pages are faulted in again; in huge pages these are 512 times fewer faults
 * (docs/performance.md).
 *
 * <p>Not {@code MALLOC_MMAP_THRESHOLD_} with one arena, which is faster still for a forward pass
 * alone: in a process that does other work the heap then breaks into pieces that fit no tensor, and
 * grew by 40 MB a batch.
 */
final class NativeAllocator {
  private NativeAllocator() {}

  /** Environment of a process that computes with libtorch; no other C library minds it. */
  static Map<String, String> environment() {
    return Map.of("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");
  }
}
