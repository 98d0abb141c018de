package org.vigil.ingest.deidentify;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;

/** Keys derived from one secret of the configuration (HMAC-SHA-256). Thread-safe. */
public final class ConfiguredKey implements KeySource {
  private static final int LEAST_BYTES = 32;

  private final byte[] secret;

  /**
   * @param hexadecimal at least 32 bytes
   */
  public ConfiguredKey(String hexadecimal) {
    this.secret = HexFormat.of().parseHex(hexadecimal.strip());
    if (secret.length < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "vigil.ingest.deidentify.key is 64 or more hexadecimal digits");
    }
  }

  @Override
  public byte[] key(String purpose) {
    Mac mac = Digests.mac(secret);
    return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
  }
}
