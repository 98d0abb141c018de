package org.vigil.models.nn;

import ai.djl.ndarray.NDScope;

/**
 * Rewrites a network for inference: every batch normalisation that follows a convolution becomes
 * part of it. Outputs stay equal up to rounding; the network can no longer be trained or saved.
 */
public final class Folding {
  private Folding() {}

  public static void foldBatchNorms(Module network) {
    try (NDScope scope = new NDScope()) {
      network.visit(
          module -> {
            if (module instanceof BatchNorm2d norm) {
              norm.fold();
            }
          });
      scope.suppressNotUsedWarning();
    }
  }
}
