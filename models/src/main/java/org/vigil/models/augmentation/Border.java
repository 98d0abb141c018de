package org.vigil.models.augmentation;

/** What is seen beyond a picture's edge when it is moved. */
public enum Border {
  /** The nearest pixel of the edge. */
  REPEATED,
  BLACK
}
