package org.vigil.ingest.tus;

import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * The header {@code Upload-Metadata} of tus' creation extension: {@code key base64(value)}, several
 * separated by commas. It is checked and not kept: clients put file names into it, which may name
 * the patient.
 */
final class UploadMetadata {
  private static final int LONGEST = 4096;

  private UploadMetadata() {}

  /**
   * @throws org.vigil.platform.problem.ProblemException 400 if it breaks the protocol's rules
   */
  static void requireWellFormed(String header) {
    if (header == null || header.isEmpty()) {
      return;
    }
    if (header.length() > LONGEST) {
      throw TusProblems.malformed("Upload-Metadata", "longer than " + LONGEST + " characters");
    }
    Set<String> keys = new HashSet<>();
    for (String pair : header.split(",", -1)) {
      String[] words = pair.strip().split(" ", -1);
      boolean wellFormed =
          words.length <= 2 && isKey(words[0]) && (words.length == 1 || isBase64(words[1]));
      if (!wellFormed || !keys.add(words[0])) {
        throw TusProblems.malformed(
            "Upload-Metadata", "needs pairs of a key, each once, and a value in Base64");
      }
    }
  }

  private static boolean isKey(String word) {
    return !word.isEmpty() && word.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }

  private static boolean isBase64(String word) {
    try {
      Base64.getDecoder().decode(word);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
