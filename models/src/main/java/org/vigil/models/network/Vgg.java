package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Dropout;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Pooling;
import org.vigil.models.nn.Sequential;

/**
 * VGG without batch normalisation (Simonyan and Zisserman 2015, arXiv 1409.1556) in torchvision's
 * form. Pictures of 32 pixels and more; the classifier averages the last maps to 7 x 7.
 *
 * <p>A stage ends behind a pooling; the first holds two blocks, so that stages stand at strides 4,
 * 8, 16, 32 as other networks' do.
 */
public final class Vgg extends StagedNetwork {
  private static final int SIDE = 7;
  private static final double DROPOUT = 0.5;
  private static final Sizes VGG13 = new Sizes(List.of(64, 128, 256, 512, 512), 2, 4096);

  private final Sequential classifier;
  private final int featureWidth;

  /**
   * Sizes of a VGG.
   *
   * @param widths of the blocks; at least two
   * @param convolutions in each block
   * @param hidden width of the classifier's two hidden layers
   */
  public record Sizes(List<Integer> widths, int convolutions, int hidden) {
    public Sizes {
      widths = List.copyOf(widths);
      if (widths.size() < 2) {
        throw new IllegalArgumentException("a VGG has at least two blocks, not " + widths.size());
      }
    }

    /** Steps of a block: each convolution with its function, and a pooling. */
    private int steps() {
      return 2 * convolutions + 1;
    }

    private List<Integer> stageEnds() {
      List<Integer> ends = new ArrayList<>();
      for (int block = 2; block <= widths.size(); block++) {
        ends.add(block * steps());
      }
      return ends;
    }
  }

  /** A VGG of sizes of its own, such as a small one for tests. */
  public Vgg(Build build, NetworkOptions options, Sizes sizes) {
    super(features(build, options, sizes), sizes.stageEnds());
    this.featureWidth = sizes.widths.getLast();
    int hidden = sizes.hidden;
    this.classifier =
        child(
            "classifier",
            new Sequential()
                .add(Linear.gaussian(build, featureWidth * SIDE * SIDE, hidden, 0.01))
                .then(Activation::relu)
                .add(new Dropout(DROPOUT))
                .add(Linear.gaussian(build, hidden, hidden, 0.01))
                .then(Activation::relu)
                .add(new Dropout(DROPOUT))
                .add(Linear.gaussian(build, hidden, options.classes(), 0.01)));
  }

  public static Vgg vgg13(Build build, NetworkOptions options) {
    return new Vgg(build, options, VGG13);
  }

  private static Sequential features(Build build, NetworkOptions options, Sizes sizes) {
    options.requirePublishedForm("VGG");
    Sequential features = new Sequential();
    int channels = options.channels();
    for (int width : sizes.widths) {
      for (int i = 0; i < sizes.convolutions; i++) {
        features
            .add(Conv2d.of(channels, width, 3).withPadding(1).withBias().build(build))
            .then(Activation::relu);
        channels = width;
      }
      features.then(x -> Pooling.max(x, 2, 2, 0));
    }
    return features;
  }

  @Override
  public NDArray head(NDArray features) {
    NDArray cells = Pooling.adaptiveAverage(features, SIDE); // [batch, width, 7, 7]
    Shape flat = new Shape(features.getShape().get(0), (long) featureWidth * SIDE * SIDE);
    return classifier.forward(cells.reshape(flat));
  }

  @Override
  public int featureWidth() {
    return featureWidth;
  }
}
