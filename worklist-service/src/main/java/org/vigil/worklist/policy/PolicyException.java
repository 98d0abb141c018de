package org.vigil.worklist.policy;

/** The policy file cannot be used. The message says which line and what to write instead. */
public final class PolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PolicyException(String message) {
    super(message);
  }

  public PolicyException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * @param source file or resource that holds the policy
   * @param line from 1
   */
  static PolicyException at(String source, int line, String what) {
    return new PolicyException("%s, line %d: %s".formatted(source, line, what));
  }
}
