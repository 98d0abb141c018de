package org.vigil.training.feedback;

/** What a case is used for; a case has one part, now and ever. */
public enum CasePart {
  /** Networks learn from it. */
  TRAIN,
  /** Epochs, temperature and thresholds are chosen by it. */
  VALIDATION,
  /** The locked test set: bundles are compared on it before they are promoted. */
  TEST,
  /** A random share that no run ever learns from or chooses by: what the models are watched on. */
  AUDIT
}
