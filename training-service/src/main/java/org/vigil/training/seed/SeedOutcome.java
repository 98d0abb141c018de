package org.vigil.training.seed;

/**
 * What became of one seed folder.
 *
 * @param folder {@code slot/version}
 * @param result what was done
 * @param detail for people; why, where it was refused
 */
public record SeedOutcome(String folder, Result result, String detail) {

  /** What was done with a folder. */
  public enum Result {
    REGISTERED,
    /** Registered and made active, as its slot had nothing active. */
    ACTIVATED,
    ALREADY_THERE,
    REFUSED
  }
}
