package org.vigil.inference.model;

import java.util.Optional;

/**
 * The models that one study uses; they stay open until it is closed.
 *
 * @param slot the slot they are from
 * @param shown the model whose scores are shown
 * @param shadow the model whose scores are only recorded
 */
public record ModelLease(String slot, HostedModel shown, Optional<HostedModel> shadow)
    implements AutoCloseable {

  @Override
  public void close() {
    shown.release();
    shadow.ifPresent(HostedModel::release);
  }
}
