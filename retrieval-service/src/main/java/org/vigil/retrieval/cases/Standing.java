package org.vigil.retrieval.cases;

import org.vigil.schemas.event.ErasureScope;

/** Whether a study may serve others. Never goes back to an earlier one. */
public enum Standing {
  /** As its consent and site say. */
  OPEN,
  /** Its reuse was withdrawn: it has no vectors and is shown beside nothing. */
  WITHDRAWN,
  /** It was erased: nothing but that is remembered. */
  ERASED;

  static Standing of(ErasureScope scope) {
    return switch (scope) {
      case WITHDRAW_REUSE -> WITHDRAWN;
      case ERASE -> ERASED;
    };
  }

  /** The stricter of two. */
  Standing and(Standing other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
