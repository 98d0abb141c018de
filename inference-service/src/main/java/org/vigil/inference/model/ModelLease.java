package org.vigil.inference.model;

import java.util.Optional;
import java.util.Set;
import org.vigil.inference.batch.PassCost;

/**
 * The models that one study uses; they stay open until it is closed.
 *
 * @param slot the slot they are from
 * @param shown the model whose scores are shown
 * @param canary whether that is the slot's canary and not its active model
 * @param shadow the model whose scores are only recorded
 */
public record ModelLease(
    String slot, HostedModel shown, boolean canary, Optional<HostedModel> shadow)
    implements AutoCloseable {

  /** What the passes cost that a study of this lease goes through. */
  public Set<PassCost> passCosts() {
    return shadow.isPresent()
        ? Set.of(shown.passCost(), shadow.get().passCost())
        : Set.of(shown.passCost());
  }

  @Override
  public void close() {
    shown.release();
    shadow.ifPresent(HostedModel::release);
  }
}
