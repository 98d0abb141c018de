package org.vigil.training.feedback;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which labelled cases are wanted.
 *
 * @param kind as a word; any if empty
 * @param sites any if empty
 * @param from not received before
 * @param until received before
 */
public record PoolQuery(
    Optional<String> kind, Set<String> sites, Optional<Instant> from, Optional<Instant> until) {

  /** Every labelled case. */
  public static final PoolQuery ALL =
      new PoolQuery(Optional.empty(), Set.of(), Optional.empty(), Optional.empty());

  public static PoolQuery ofKind(String kind) {
    return new PoolQuery(Optional.of(kind), Set.of(), Optional.empty(), Optional.empty());
  }

  public boolean wants(LabelledCase labelled) {
    return labelled.isLabelled() && labelled.facts().filter(this::wants).isPresent();
  }

  private boolean wants(LabelledCase.Facts facts) {
    return kind.filter(word -> !word.equals(facts.kind())).isEmpty()
        && (sites.isEmpty() || sites.contains(facts.site()))
        && from.filter(facts.receivedAt()::isBefore).isEmpty()
        && until.filter(end -> !facts.receivedAt().isBefore(end)).isEmpty();
  }
}
