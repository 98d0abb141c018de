package org.vigil.schemas.reason;

/** Why a model gave no scores, or an image was not used for them. */
public enum AbstentionReason {
  /** No routing rule fits the study. */
  NO_SLOT,
  /** The slot has no active bundle. */
  NO_MODEL,
  /** The slot that the request names does not exist or does not take this study. */
  SLOT_UNSUITABLE,
  /** The normalised picture could not be fetched or read. */
  IMAGE_UNREADABLE,
  /** The fetched picture has another SHA-256 than the one that was stored. */
  IMAGE_ALTERED,
  /** Metadata that the model cannot do without is not there. */
  METADATA_MISSING,
  /** The study was scored from its other images; this one's role is not an input of the model. */
  ROLE_NOT_USED,
  /** The picture is too small, too flat or too blurred to be judged. */
  IMAGE_QUALITY,
  /** The picture does not look like the kind or view that the model is for. */
  WRONG_KIND,
  /** The input is unlike what the model learnt from. */
  OUT_OF_DISTRIBUTION,
  /** The scores change when the picture is turned or mirrored. */
  UNSURE,
  /** The forward pass failed or gave numbers that are no probabilities. */
  MODEL_FAILED,
  /** The score would have come after its deadline. */
  TOO_LATE
}
