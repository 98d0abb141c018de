package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import java.util.List;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Dropout;
import org.vigil.models.nn.Intermediates;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.NonLinearity;
import org.vigil.models.nn.Pooling;
import org.vigil.models.nn.Sequential;

/**
 * SqueezeNet 1.1 (Iandola et al. 2016, arXiv 1602.07360) in torchvision's form. Three stages, at
 * strides 4, 8 and 16; the classifier is a convolution.
 */
public final class SqueezeNet extends StagedNetwork {
  private static final int FEATURE_WIDTH = 512;
  private static final List<Integer> STAGE_ENDS = List.of(5, 8, 13);
  private static final double DROPOUT = 0.5;

  private final Sequential classifier;

  private SqueezeNet(Build build, NetworkOptions options) {
    super(features(build, options), STAGE_ENDS);
    this.classifier =
        child(
            "classifier",
            new Sequential()
                .add(new Dropout(DROPOUT))
                .add(Conv2d.of(FEATURE_WIDTH, options.classes(), 1).withBias().build(build))
                .then(Activation::relu)
                .then(Pooling::globalAverage));
  }

  public static SqueezeNet squeezenet11(Build build, NetworkOptions options) {
    return new SqueezeNet(build, options);
  }

  private static Sequential features(Build build, NetworkOptions options) {
    options.requirePublishedForm("SqueezeNet");
    return new Sequential()
        .add(Conv2d.of(options.channels(), 64, 3).withStride(2).withBias().build(build))
        .then(Activation::relu)
        .then(SqueezeNet::pool)
        .add(new Fire(build, 64, 16, 64))
        .add(new Fire(build, 128, 16, 64))
        .then(SqueezeNet::pool)
        .add(new Fire(build, 128, 32, 128))
        .add(new Fire(build, 256, 32, 128))
        .then(SqueezeNet::pool)
        .add(new Fire(build, 256, 48, 192))
        .add(new Fire(build, 384, 48, 192))
        .add(new Fire(build, 384, 64, 256))
        .add(new Fire(build, 512, 64, 256));
  }

  private static NDArray pool(NDArray x) {
    return Pooling.maxCeil(x, 3, 2);
  }

  @Override
  public NDArray head(NDArray features) {
    return classifier.forward(features);
  }

  @Override
  public int featureWidth() {
    return FEATURE_WIDTH;
  }

  /** 1 x 1 to fewer maps, then 1 x 1 and 3 x 3 side by side (Fig. 1). */
  private static final class Fire extends Layer {
    private final Conv2d squeeze;
    private final Conv2d expand1x1;
    private final Conv2d expand3x3;

    Fire(Build build, int in, int squeezed, int expanded) {
      squeeze = child("squeeze", rectified(build, Conv2d.of(in, squeezed, 1)));
      expand1x1 = child("expand1x1", rectified(build, Conv2d.of(squeezed, expanded, 1)));
      expand3x3 =
          child("expand3x3", rectified(build, Conv2d.of(squeezed, expanded, 3).withPadding(1)));
    }

    private static Conv2d rectified(Build build, Conv2d.Spec spec) {
      return spec.withBias().build(build).then(NonLinearity.RELU);
    }

    @Override
    public NDArray forward(NDArray x) {
      return Intermediates.freedAfter(
          () -> {
            NDArray few = squeeze.forward(x);
            NDArray points = expand1x1.forward(few);
            NDArray patches = expand3x3.forward(few);
            return NDArrays.concat(new NDList(points, patches), 1); // [batch, 2 expanded, h, w]
          });
    }
  }
}
