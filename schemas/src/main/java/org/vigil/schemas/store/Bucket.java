package org.vigil.schemas.store;

/** The buckets of the object store; access rights differ by bucket. */
public enum Bucket {
  /** Originals, normalised pictures, explanations, quarantine; retrieval's snapshots. */
  IMAGES("vigil-images"),
  /** Bundles and data-set manifests. */
  MODELS("vigil-models"),
  /** Direct identifiers; nothing else may hold them. */
  IDENTITY("vigil-identity");

  private final String bucketName;

  Bucket(String bucketName) {
    this.bucketName = bucketName;
  }

  /** The name in the store. */
  public String bucketName() {
    return bucketName;
  }
}
