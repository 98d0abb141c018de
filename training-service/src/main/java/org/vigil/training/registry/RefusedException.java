package org.vigil.training.registry;

/** The registry does not do what was asked, and nothing has changed. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What the asker can do about it. */
  public enum Remedy {
    /** There is no such bundle or slot: ask for one that is there. */
    NAME_ANOTHER,
    /** Things stand otherwise than the asker thought: look again, then decide again. */
    LOOK_AGAIN,
    /** The bundle is incomplete or altered: register a sound one under a new version. */
    REPLACE_BUNDLE,
    /** The request makes no sense: correct it. */
    CORRECT_REQUEST,
    /** The promotion gate has not let the bundle through: evaluate it, or train a better one. */
    PASS_GATE
  }

  private final Remedy remedy;

  public RefusedException(Remedy remedy, String message) {
    super(message);
    this.remedy = remedy;
  }

  public Remedy remedy() {
    return remedy;
  }
}
