package org.vigil.training.registry;

/** The place that a bundle holds in its slot. */
public enum Standing {
  /** Its scores are the ones shown. */
  ACTIVE,
  /** Scored and recorded, never shown. */
  SHADOW,
  /** Scores a share of the studies in the active one's stead. */
  CANARY,
  /** In the registry, without a place. */
  REGISTERED
}
