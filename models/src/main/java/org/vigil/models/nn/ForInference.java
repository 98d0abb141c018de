package org.vigil.models.nn;

/**
 * Rewrites a network for inference, a step at a time; outputs stay equal up to rounding. The
 * network can no longer be trained or saved. Where gradients are on (heat maps) it runs as before.
 */
public final class ForInference {
  private ForInference() {}

  /** All steps that help on the network's device; the order matters. */
  public static void rewrite(Module network) {
    foldBatchNorms(network);
    packConvolutions(network);
    fuseAttention(network);
  }

  /** Every batch normalisation that follows a convolution becomes part of it. */
  public static void foldBatchNorms(Module network) {
    visit(network, BatchNorm2d.class, BatchNorm2d::fold);
  }

  /**
   * Convolutions on a CPU keep their weights in oneDNN's layout and compute the function behind
   * them; they want pictures with {@link MemoryFormat#channelsLast channels last}. The plain
   * weights stay for heat maps, so this doubles the memory of convolutions.
   */
  public static void packConvolutions(Module network) {
    visit(network, Conv2d.class, Conv2d::pack);
  }

  /** Attention between tokens without an array of all pairs of them. */
  public static void fuseAttention(Module network) {
    visit(network, MultiHeadAttention.class, MultiHeadAttention::fuse);
  }

  private static <M extends Module> void visit(
      Module network, Class<M> kind, java.util.function.Consumer<M> step) {
    NoGradients.run(
        () -> {
          network.visit(
              module -> {
                if (kind.isInstance(module)) {
                  step.accept(kind.cast(module));
                }
              });
          return null;
        });
  }
}
