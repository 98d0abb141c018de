package org.vigil.ingest.deidentify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;

/**
 * Keeps the way back from a de-identified instance to its original: in the identity bucket,
 * encrypted (AES-256-GCM, its name authenticated with it), and nowhere else. Thread-safe.
 */
public final class MappingVault {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final ObjectStore store;
  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  public MappingVault(ObjectStore store, KeySource keys) {
    this.store = store;
    this.key = new SecretKeySpec(keys.key("mapping"), "AES");
  }

  /**
   * An original.
   *
   * @param identifiers by keyword, as they were
   */
  public record Original(Map<String, String> identifiers) {}

  /** Durable on return. */
  public void keep(SiteId site, String newSopInstanceUid, Original original) {
    ObjectKey name = name(site, newSopInstanceUid);
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, name);
      byte[] sealed = cipher.doFinal(JSON.writeValueAsBytes(original));
      byte[] bytes =
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      store.put(name, bytes, "application/octet-stream");
    } catch (GeneralSecurityException | JsonProcessingException e) {
      throw new IllegalStateException("a mapping cannot be encrypted", e);
    }
  }

  /**
   * @throws IllegalStateException if it was encrypted under another key, or changed
   */
  public Optional<Original> find(SiteId site, String newSopInstanceUid) {
    ObjectKey name = name(site, newSopInstanceUid);
    try {
      byte[] bytes = store.get(name);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES), name);
      byte[] open = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
      return Optional.of(JSON.readValue(open, Original.class));
    } catch (ObjectMissingException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a mapping was encrypted under another key, or changed", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, ObjectKey name) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.key().getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  static ObjectKey name(SiteId site, String uid) {
    return new ObjectKey(Bucket.IDENTITY, "%s/deidentified/%s".formatted(site, Sha256.of(uid)));
  }
}
