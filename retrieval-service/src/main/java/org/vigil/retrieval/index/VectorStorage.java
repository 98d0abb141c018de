package org.vigil.retrieval.index;

/** How the graph's vectors are held in memory. */
public enum VectorStorage {
  /** 4 bytes a number: exact similarities. */
  FLOAT,
  /**
   * About 1 byte a number; the full vectors stay on disk, where the best candidates are read to be
   * ranked exactly.
   */
  INT8
}
