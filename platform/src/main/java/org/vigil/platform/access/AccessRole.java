package org.vigil.platform.access;

import java.util.Optional;
import org.vigil.schemas.word.Words;

/** What somebody is to Vigil, by the word that stands in a token's roles (docs/access.md). */
public enum AccessRole {
  /** Reads studies and gives verdicts. */
  READER,
  /** Sends photographs and looks at what became of them. */
  CLINICIAN,
  /** A machine that sends studies. */
  INGEST_CLIENT,
  /** Trains models. */
  ML_ENGINEER,
  /** Decides which model is used. */
  APPROVER,
  /** Keeps the services running. */
  OPERATOR,
  /** Looks at who did what. */
  AUDITOR;

  /** The role of a word such as {@code ml-engineer}; empty for words that are no role of ours. */
  public static Optional<AccessRole> of(String word) {
    return Words.parse(AccessRole.class, word);
  }

  public String word() {
    return Words.of(this);
  }
}
