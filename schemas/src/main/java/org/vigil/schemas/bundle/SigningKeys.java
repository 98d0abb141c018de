package org.vigil.schemas.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The Ed25519 keys that bundles are signed with, as PEM files, as OpenSSL writes them (PKCS #8 and
 * SubjectPublicKeyInfo).
 */
public final class SigningKeys {
  /** As the Java security providers name it. */
  public static final String ALGORITHM = "Ed25519";

  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  private SigningKeys() {}

  /** Writes a new pair; only the owner can read the private one. Existing files are kept. */
  public static void create(Path privateFile, Path publicFile) {
    if (Files.exists(privateFile) && Files.exists(publicFile)) {
      return;
    }
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      Files.createDirectories(privateFile.toAbsolutePath().getParent());
      Files.deleteIfExists(privateFile);
      Files.createFile(
          privateFile,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(privateFile, pem(PRIVATE, pair.getPrivate().getEncoded()));
      Files.writeString(publicFile, pem(PUBLIC, pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java since 15 makes Ed25519 keys", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String kind, byte[] encoded) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind);
  }

  /**
   * @throws IllegalArgumentException if the file is no private Ed25519 key
   */
  public static PrivateKey readPrivate(Path file) {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePrivate(new PKCS8EncodedKeySpec(body(file, PRIVATE)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(file + " is no private Ed25519 key", e);
    }
  }

  /**
   * @throws IllegalArgumentException if the file is no public Ed25519 key
   */
  public static PublicKey readPublic(Path file) {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(body(file, PUBLIC)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(file + " is no public Ed25519 key", e);
    }
  }

  private static byte[] body(Path file, String kind) {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      String begin = "-----BEGIN " + kind + "-----";
      int from = text.indexOf(begin);
      int to = text.indexOf("-----END " + kind + "-----");
      if (from < 0 || to < from) {
        throw new IllegalArgumentException(file + " has no " + kind);
      }
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (IOException e) {
      throw new UncheckedIOException("the key " + file + " cannot be read", e);
    }
  }
}
