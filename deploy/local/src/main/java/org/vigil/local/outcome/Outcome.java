package org.vigil.local.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/**
 * Where a study stands on the worklist.
 *
 * @param state waiting, scored, abstained or read; {@code unseen} while the worklist does not know
 *     it
 * @param urgency stat, urgent, routine or unassessed; empty while unseen
 * @param position its place; empty once read, and while unseen
 * @param reason why it stands there, in plain words
 */
public record Outcome(
    String kind, String state, String urgency, OptionalInt position, String reason) {

  static Outcome unseen() {
    return new Outcome("", "unseen", "", OptionalInt.empty(), "not on the worklist yet");
  }

  static Outcome of(JsonNode study) {
    JsonNode position = study.path("position");
    return new Outcome(
        study.path("kind").asText(),
        study.path("state").asText(),
        study.path("urgency").asText(),
        position.isInt() ? OptionalInt.of(position.asInt()) : OptionalInt.empty(),
        study.path("reason").asText());
  }

  /** Whether a model has had its word, or will not have it. */
  public boolean isFinal() {
    return !state.equals("unseen") && !state.equals("waiting");
  }
}
