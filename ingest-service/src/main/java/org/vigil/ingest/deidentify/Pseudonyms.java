package org.vigil.ingest.deidentify;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What stands in for identifiers: always the same for the same, and without the key not to be told
 * from any other. Thread-safe.
 */
final class Pseudonyms {
  private static final int MOST_DAYS = 3650;

  private final byte[] key;

  Pseudonyms(KeySource keys) {
    this.key = keys.key("pseudonyms");
  }

  /** A UID from 128 bits of a keyed digest (PS3.5 annex B.2). */
  String uid(String original) {
    byte[] half = Arrays.copyOf(digest("uid/" + original), 16);
    return "2.25." + new BigInteger(1, half);
  }

  /** Days by which a patient's dates move into the past, 1 to 3650. */
  int days(String patient) {
    int number = ByteBuffer.wrap(digest("days/" + patient)).getInt();
    return 1 + Integer.remainderUnsigned(number, MOST_DAYS);
  }

  private byte[] digest(String text) {
    return Digests.mac(key).doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
