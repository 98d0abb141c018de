package org.vigil.ingest.deidentify;

/**
 * Where keys come from: configuration, or a key management service. The same purpose always has the
 * same key, and no key tells anything of another's. Thread-safe.
 */
@FunctionalInterface
public interface KeySource {

  /**
   * A key of 256 bits.
   *
   * @param purpose what it is for
   */
  byte[] key(String purpose);
}
