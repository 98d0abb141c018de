package org.vigil.ingest.dicom.pdu;

import java.util.Arrays;
import java.util.Optional;

/**
 * The acceptor's answer to one proposed presentation context (PS3.8 section 9.3.3.2).
 *
 * @param id of the proposal
 * @param result accepted or why not
 * @param transferSyntax the one chosen; not significant unless accepted
 */
public record AnsweredContext(int id, Result result, Uid transferSyntax) {
  public AnsweredContext {
    ProposedContext.requireValidId(id);
  }

  /** The Result/Reason field (PS3.8 table 9-18). */
  public enum Result {
    ACCEPTANCE(0),
    USER_REJECTION(1),
    NO_REASON(2),
    ABSTRACT_SYNTAX_NOT_SUPPORTED(3),
    TRANSFER_SYNTAXES_NOT_SUPPORTED(4);

    private final int code;

    Result(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Optional<Result> of(int code) {
      return Arrays.stream(values()).filter(result -> result.code == code).findFirst();
    }
  }

  public boolean isAccepted() {
    return result == Result.ACCEPTANCE;
  }
}
