package org.vigil.ingest.tus;

import java.util.regex.Pattern;

/** Reads the protocol's numbers: non-negative decimal integers, nothing else. */
final class TusNumbers {
  private static final Pattern FORM = Pattern.compile("[0-9]{1,15}");

  private TusNumbers() {}

  /**
   * @throws org.vigil.platform.problem.ProblemException 400 if it is missing or none
   */
  static long parse(String header, String value) {
    if (value == null || !FORM.matcher(value).matches()) {
      throw TusProblems.malformed(header, "needs a whole number that is not negative");
    }
    return Long.parseLong(value);
  }
}
