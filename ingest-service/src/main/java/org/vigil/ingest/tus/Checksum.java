package org.vigil.ingest.tus;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the bytes of one request should digest to: the header {@code Upload-Checksum} of tus'
 * checksum extension.
 *
 * @param algorithm by its Java name
 */
record Checksum(String algorithm, byte[] digest) {
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha1", "SHA-1", "sha256", "SHA-256", "md5", "MD5");

  /** The algorithms' names in the protocol, separated by commas. */
  static String algorithms() {
    return ALGORITHMS.keySet().stream().sorted().collect(Collectors.joining(","));
  }

  /**
   * @throws org.vigil.platform.problem.ProblemException 400 if the algorithm is unknown or the
   *     header is malformed
   */
  static Optional<Checksum> parse(String header) {
    if (header == null) {
      return Optional.empty();
    }
    String[] words = header.trim().split(" +", -1);
    String algorithm = ALGORITHMS.get(words[0]);
    if (words.length != 2 || algorithm == null) {
      throw TusProblems.malformed(
          "Upload-Checksum", "needs one of " + algorithms() + " and a digest in Base64");
    }
    byte[] digest = decode(words[1]);
    if (digest.length != newDigest(algorithm).getDigestLength()) {
      throw TusProblems.malformed("Upload-Checksum", "the digest has the wrong length");
    }
    return Optional.of(new Checksum(algorithm, digest));
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw TusProblems.malformed("Upload-Checksum", "the digest is not Base64");
    }
  }

  MessageDigest newDigest() {
    return newDigest(algorithm);
  }

  boolean matches(MessageDigest seen) {
    return MessageDigest.isEqual(digest, seen.digest());
  }

  private static MessageDigest newDigest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
