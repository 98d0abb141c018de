package org.vigil.models.method.dualrefnet;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Sequential;

/**
 * The decoder that draws the picture at twice its size from the backbone's last maps (DualRefNet,
 * Super-Resolution): doublings with batch normalisation and ReLU between, a sigmoid at the end.
 * [batch, in, 7, 7] to [batch, 3, 448, 448], 0 to 1. The form is not stated in the paper.
 */
public final class SuperResolution extends Layer {
  private static final int COLOURS = 3;

  private final List<Doubling> doublings = new ArrayList<>();

  /**
   * @param in channels of the maps
   * @param widths of every doubling but the last, which has three; 256, 128, 64, 32, 16
   */
  public SuperResolution(Build build, int in, List<Integer> widths) {
    Sequential layers = new Sequential();
    int channels = in;
    for (int width : widths) {
      doublings.add(new Doubling(build, channels, width, true));
      channels = width;
    }
    doublings.add(new Doubling(build, channels, COLOURS, false));
    doublings.forEach(layers::add);
    child("layers", layers);
  }

  @Override
  public NDArray forward(NDArray maps) {
    NDArray x = maps;
    for (Doubling doubling : doublings) {
      x = doubling.forward(x);
    }
    return Activation.sigmoid(x);
  }

  /** Twice the sides. */
  private static final class Doubling extends Layer {
    private final DoublingConvolution conv;
    private BatchNorm2d bn;

    Doubling(Build build, int in, int out, boolean normalised) {
      conv = child("conv", new DoublingConvolution(build, in, out));
      if (normalised) {
        bn = child("bn", new BatchNorm2d(build, out));
      }
    }

    @Override
    public NDArray forward(NDArray x) {
      NDArray y = conv.forward(x);
      return bn == null ? y : Activation.relu(bn.forward(y));
    }
  }
}
