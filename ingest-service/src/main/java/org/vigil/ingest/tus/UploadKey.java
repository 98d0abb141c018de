package org.vigil.ingest.tus;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vigil.schemas.id.Sha256;

/**
 * Names one held upload. Whoever knows it may continue, read the quality of, use and remove the
 * upload, so it cannot be guessed.
 *
 * @param value 32 characters of lower-case hex (128 bits)
 */
public record UploadKey(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public UploadKey {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("an upload is named by 32 characters of lower-case hex");
    }
  }

  static UploadKey random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return new UploadKey(HexFormat.of().formatHex(bytes));
  }

  /** The upload that an idempotency key stands for: as hard to guess as the key. */
  static UploadKey ofIdempotencyKey(String key) {
    return new UploadKey(Sha256.of("upload\n" + key).hex().substring(0, 32));
  }

  /** What a sender wrote, if it can be a key. */
  public static Optional<UploadKey> parse(String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(new UploadKey(text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
