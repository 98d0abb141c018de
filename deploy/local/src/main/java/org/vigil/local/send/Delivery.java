package org.vigil.local.send;

import java.util.Optional;

/** What became of a shipment at the front door. */
public sealed interface Delivery {

  /** What was sent. */
  Shipment shipment();

  /**
   * It is safe: store and broker have it.
   *
   * @param duplicate every image of it was there already
   */
  record Accepted(Shipment shipment, String studyId, int images, boolean duplicate)
      implements Delivery {}

  /** It was refused, and sending it again would not help. */
  record Refused(Shipment shipment, int status, String why) implements Delivery {}

  /** The front door did not take it within the time limit; sending it again may help. */
  record Undelivered(Shipment shipment, String why) implements Delivery {}

  /** The study's id, where it has one. */
  default Optional<String> acceptedId() {
    return this instanceof Accepted accepted ? Optional.of(accepted.studyId()) : Optional.empty();
  }
}
