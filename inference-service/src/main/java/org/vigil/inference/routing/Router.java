package org.vigil.inference.routing;

import java.util.List;
import java.util.Optional;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.word.Words;

/**
 * Picks a slot for a study: the one its sender asks for, if some rule for its kind leads there,
 * else that of the first rule that fits. Immutable.
 */
public final class Router {
  private final List<RoutingRule> rules;

  public Router(List<RoutingRule> rules) {
    this.rules = List.copyOf(rules);
  }

  public Route route(StudyReady study) {
    return Optional.ofNullable(study.getRequestedSlot())
        .map(slot -> requested(study, slot))
        .orElseGet(() -> firstThatFits(study));
  }

  private Route requested(StudyReady study, String slot) {
    boolean leadsThere =
        rules.stream().anyMatch(rule -> rule.slot().equals(slot) && rule.fits(study));
    return leadsThere
        ? new Route.To(slot)
        : new Route.Unsuitable(
            "the sender asked for slot " + slot + ", which does not take this study");
  }

  private Route firstThatFits(StudyReady study) {
    return rules.stream()
        .filter(rule -> rule.fits(study))
        .findFirst()
        .<Route>map(rule -> new Route.To(rule.slot()))
        .orElseGet(
            () ->
                new Route.Nowhere(
                    "no routing rule fits a study of kind "
                        + Words.of(study.getKind())
                        + " with these images and metadata"));
  }
}
