package org.vigil.ingest.origin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.store.ObjectKeys;

/**
 * Names patients so that nobody can tell who they are: HMAC-SHA-256 (RFC 2104) of site and patient,
 * cut to 128 bits. A plain digest would not do, since patient numbers can be guessed one after the
 * other. Thread-safe.
 *
 * <p>The key is drawn once for an installation and lies in the identity bucket. Whoever loses it
 * loses the connection between studies of one patient, nothing else.
 */
final class PatientDigests {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int DIGEST_BYTES = 16;

  private final ObjectStore store;
  private volatile byte[] key = {};

  PatientDigests(ObjectStore store) {
    this.store = store;
  }

  /**
   * @throws org.vigil.platform.store.StoreUnavailableException if the key cannot be read
   */
  String of(SiteId site, String patient) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key(), ALGORITHM));
      byte[] digest = mac.doFinal((site + "\n" + patient).getBytes(StandardCharsets.UTF_8));
      return "p" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private byte[] key() {
    if (key.length == 0) {
      byte[] drawn = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(drawn);
      // Of several instances that start together, one's key is kept; all use that.
      store.putIfAbsent(ObjectKeys.patientDigestKey(), drawn, "application/octet-stream");
      key = store.get(ObjectKeys.patientDigestKey());
    }
    return key;
  }
}
