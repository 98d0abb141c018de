package org.vigil.ingest.tus;

import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;

/** What can go wrong with a resumable upload, with the status that tus gives it. */
final class TusProblems {
  /** Of the checksum extension; not an HTTP status that others know. */
  private static final int CHECKSUM_MISMATCH = 460;

  private TusProblems() {}

  static ProblemException malformed(String header, String detail) {
    return new ProblemException(
        Problem.of(400, "invalid-request", "Invalid request", detail).about(header));
  }

  static ProblemException version() {
    return problem(412, "tus-version", "Other protocol version", "Tus-Resumable must be 1.0.0.");
  }

  static ProblemException unknown() {
    return problem(
        404,
        "unknown-upload",
        "Unknown upload",
        "There is no such upload: it has expired, was removed or never was. Begin it again.");
  }

  static ProblemException tooLarge(long most) {
    return problem(413, "too-large", "Too large", "An image has at most " + most + " bytes.");
  }

  static ProblemException tooMuch() {
    return problem(
        413, "too-large", "Too large", "More bytes came than the upload's length. None was kept.");
  }

  static ProblemException conflict(long offset) {
    return problem(
        409, "offset-conflict", "Another offset", "The upload stands at " + offset + " bytes.");
  }

  static ProblemException otherLength() {
    return problem(
        422,
        "key-reused",
        "Idempotency key used otherwise",
        "An upload of another length has this Idempotency-Key.");
  }

  static ProblemException mismatch() {
    return problem(
        CHECKSUM_MISMATCH,
        "checksum-mismatch",
        "Checksum mismatch",
        "The bytes changed on their way and were discarded. Send them again.");
  }

  static ProblemException busy() {
    return problem(
        423, "upload-busy", "Upload busy", "Another request is writing it. Ask again soon.");
  }

  static ProblemException incomplete(HeldUpload upload) {
    return problem(
        409,
        "incomplete",
        "Upload incomplete",
        "%d of %d bytes are here.".formatted(upload.offset(), upload.length()));
  }

  private static ProblemException problem(int status, String word, String title, String detail) {
    return new ProblemException(Problem.of(status, word, title, detail));
  }
}
