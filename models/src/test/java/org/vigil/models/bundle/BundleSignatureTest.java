package org.vigil.models.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.schemas.bundle.SigningKeys;

class BundleSignatureTest {
  private static final byte[] MANIFEST = "{\"format\":1}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @BeforeEach
  void twoPairs() {
    for (String name : new String[] {"ours", "theirs"}) {
      SigningKeys.create(folder.resolve(name + ".key"), folder.resolve(name + ".pub"));
    }
  }

  private BundleSigner signer(String name) {
    return new BundleSigner(SigningKeys.readPrivate(folder.resolve(name + ".key")));
  }

  private BundleVerifier verifier(String... names) {
    return new BundleVerifier(
        List.of(names).stream()
            .map(name -> SigningKeys.readPublic(folder.resolve(name + ".pub")))
            .toList());
  }

  @Test
  void whatOneOfTheTrustedKeysSignedIsLetThrough() {
    byte[] signature = signer("ours").sign(MANIFEST);
    assertDoesNotThrow(() -> verifier("theirs", "ours").require(MANIFEST, signature));
    assertArrayEquals(signature, signer("ours").sign(MANIFEST));
  }

  @Test
  void anAlteredManifestAForeignSignatureAndADamagedOneAreRefused() {
    byte[] signature = signer("ours").sign(MANIFEST);
    byte[] altered = MANIFEST.clone();
    altered[2] ^= 1;
    BundleVerifier ours = verifier("ours");
    assertThrows(BundleException.class, () -> ours.require(altered, signature));
    assertThrows(
        BundleException.class, () -> ours.require(MANIFEST, signer("theirs").sign(MANIFEST)));
    for (String damaged : new String[] {"", "no base64!", "AAAA"}) {
      assertThrows(
          BundleException.class,
          () -> ours.require(MANIFEST, damaged.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void aPairIsMadeOnceAndOnlyItsOwnerReadsThePrivateKey() throws Exception {
    Path key = folder.resolve("ours.key");
    byte[] before = Files.readAllBytes(key);
    SigningKeys.create(key, folder.resolve("ours.pub"));
    assertArrayEquals(before, Files.readAllBytes(key));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
  }

  @Test
  void aPublicKeyIsNoPrivateKey() {
    Path key = folder.resolve("ours.pub");
    assertThrows(IllegalArgumentException.class, () -> SigningKeys.readPrivate(key));
  }
}
