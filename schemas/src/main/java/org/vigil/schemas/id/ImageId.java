package org.vigil.schemas.id;

/**
 * Names one image: the SHA-256 of the bytes received, so that the same bytes are the same image
 * however often they are sent.
 *
 * @param value 64 characters of lower-case hex
 */
public record ImageId(String value) {
  public ImageId {
    value = new Sha256(value).hex();
  }

  public static ImageId of(Sha256 digest) {
    return new ImageId(digest.hex());
  }

  @Override
  public String toString() {
    return value;
  }
}
