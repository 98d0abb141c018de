package org.vigil.models.bundle;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import org.vigil.schemas.bundle.SigningKeys;

/**
 * Signs bundles with Ed25519 (RFC 8032): the signature of the manifest's bytes covers the whole
 * bundle, because the manifest holds the digests of all other files. Thread-safe.
 *
 * @param key private Ed25519 key
 */
public record BundleSigner(PrivateKey key) {
  /** The contents of {@link BundleFiles#SIGNATURE}: Base64. Equal bytes for equal manifests. */
  public byte[] sign(byte[] manifest) {
    try {
      Signature signature = Signature.getInstance(SigningKeys.ALGORITHM);
      signature.initSign(key);
      signature.update(manifest);
      return Base64.getEncoder().encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an Ed25519 key signs", e);
    }
  }

  @Override
  public String toString() {
    return "BundleSigner"; // Never the key.
  }
}
