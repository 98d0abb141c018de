package org.vigil.schemas.store;

/**
 * The place of one object.
 *
 * @param bucket the bucket it is in
 * @param key its key there; no leading slash, no {@code ..}
 */
public record ObjectKey(Bucket bucket, String key) {
  public ObjectKey {
    if (key == null || key.isEmpty() || key.startsWith("/") || key.contains("..")) {
      throw new IllegalArgumentException("not an object key");
    }
  }

  @Override
  public String toString() {
    return bucket.bucketName() + "/" + key;
  }
}
