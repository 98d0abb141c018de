package org.vigil.worklist.whatif;

/** More studies than a replay may hold; ask for fewer days. */
public final class TooMuchTrafficException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooMuchTrafficException(int most) {
    super("more than " + most + " studies; ask for fewer days");
  }
}
