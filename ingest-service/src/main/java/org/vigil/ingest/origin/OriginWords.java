package org.vigil.ingest.origin;

import java.util.Optional;

/**
 * What a sender says of where a study comes from; checked, and not yet fit for an event.
 *
 * @param patient the sender's own name or number of the patient, an identifier
 * @param device the model that took the pictures
 * @param reuse whether the patient agreed that the study serves others
 */
public record OriginWords(
    Optional<String> patient, Optional<String> device, Optional<Boolean> reuse) {
  /** Of a sender that says nothing. */
  public static final OriginWords NONE =
      new OriginWords(Optional.empty(), Optional.empty(), Optional.empty());

  /** The same, but not to serve others. */
  public OriginWords withheld() {
    return new OriginWords(patient, device, Optional.of(false));
  }

  /** Keeps the patient out of logs. */
  @Override
  public String toString() {
    return "OriginWords[" + device + ", " + reuse + "]";
  }
}
