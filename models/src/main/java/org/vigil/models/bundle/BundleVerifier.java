package org.vigil.models.bundle;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.vigil.schemas.bundle.SigningKeys;

/**
 * Lets through only bundles that somebody we trust has signed. Thread-safe.
 *
 * @param keys public Ed25519 keys; any of them will do, so that a key can be changed
 */
public record BundleVerifier(List<PublicKey> keys) {
  public BundleVerifier {
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a verifier without a key trusts nobody");
    }
  }

  /**
   * @param manifest its bytes
   * @param signature the bytes of {@link BundleFiles#SIGNATURE}
   * @throws BundleException unless one of the keys has signed exactly this manifest
   */
  public void require(byte[] manifest, byte[] signature) {
    byte[] raw = decode(signature);
    if (keys.stream().noneMatch(key -> isBy(key, manifest, raw))) {
      throw new BundleException("the bundle is not signed by a key that is trusted here");
    }
  }

  private static byte[] decode(byte[] signature) {
    try {
      return Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      throw new BundleException("the bundle's signature is damaged", e);
    }
  }

  private static boolean isBy(PublicKey key, byte[] manifest, byte[] raw) {
    try {
      Signature signature = Signature.getInstance(SigningKeys.ALGORITHM);
      signature.initVerify(key);
      signature.update(manifest);
      return signature.verify(raw);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
