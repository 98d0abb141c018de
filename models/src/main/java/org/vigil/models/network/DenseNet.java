package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Module;
import org.vigil.models.nn.Pooling;
import org.vigil.models.nn.Sequential;

/**
 * DenseNet-BC (Huang et al. 2017, doi 10.1109/CVPR.2017.243) with growth rate 32, torchvision's
 * form.
 */
public final class DenseNet extends Network {
  private static final int GROWTH = 32;
  private static final int STEM_WIDTH = 64;
  private static final int BOTTLENECK = 4; // a 1 x 1 convolution gives BOTTLENECK * GROWTH maps

  private final Sequential features = new Sequential();
  private final Linear classifier;
  private final int featureWidth;

  private DenseNet(Build build, NetworkOptions options, int[] blocks) {
    if (options.width() != 0 || options.smallImages()) {
      throw new IllegalArgumentException("DenseNet comes in its published form only");
    }
    child("features", features);
    Conv2d conv0 =
        Conv2d.of(options.channels(), STEM_WIDTH, 7).withStride(2).withPadding(3).build(build);
    features.add("conv0", conv0);
    features.add("norm0", new BatchNorm2d(build, STEM_WIDTH).after(conv0));
    features.add("relu0", new Relu());
    features.add("pool0", new StemPool());
    int channels = STEM_WIDTH;
    for (int i = 0; i < blocks.length; i++) {
      features.add("denseblock" + (i + 1), new DenseBlock(build, channels, blocks[i]));
      channels += blocks[i] * GROWTH;
      if (i < blocks.length - 1) {
        features.add("transition" + (i + 1), new Transition(build, channels));
        channels /= 2;
      }
    }
    features.add("norm5", new BatchNorm2d(build, channels));
    this.featureWidth = channels;
    this.classifier = child("classifier", new Linear(build, channels, options.classes()));
  }

  public static DenseNet densenet121(Build build, NetworkOptions options) {
    return new DenseNet(build, options, new int[] {6, 12, 24, 16});
  }

  public static DenseNet densenet201(Build build, NetworkOptions options) {
    return new DenseNet(build, options, new int[] {6, 12, 48, 32});
  }

  @Override
  public NDArray features(NDArray x) {
    return Activation.relu(features.forward(x)); // [batch, featureWidth, h / 32, w / 32]
  }

  @Override
  public NDArray head(NDArray maps) {
    return classifier.forward(Pooling.globalAverage(maps));
  }

  @Override
  public int featureWidth() {
    return featureWidth;
  }

  /** Layers that each read all maps before them. */
  private static final class DenseBlock extends Module {
    private final List<DenseLayer> layers = new ArrayList<>();

    DenseBlock(Build build, int in, int count) {
      for (int i = 0; i < count; i++) {
        layers.add(child("denselayer" + (i + 1), new DenseLayer(build, in + i * GROWTH)));
      }
    }

    @Override
    public NDArray forward(NDArray x) {
      NDArray maps = x;
      for (DenseLayer layer : layers) {
        maps = NDArrays.concat(new NDList(maps, layer.forward(maps)), 1);
      }
      return maps; // [batch, in + count * GROWTH, h, w]
    }
  }

  /** BN, ReLU, 1 x 1; BN, ReLU, 3 x 3: GROWTH new maps. */
  private static final class DenseLayer extends Module {
    private final BatchNorm2d norm1;
    private final Conv2d conv1;
    private final BatchNorm2d norm2;
    private final Conv2d conv2;

    DenseLayer(Build build, int in) {
      int middle = BOTTLENECK * GROWTH;
      norm1 = child("norm1", new BatchNorm2d(build, in));
      conv1 = child("conv1", Conv2d.of(in, middle, 1).build(build));
      norm2 = child("norm2", new BatchNorm2d(build, middle).after(conv1));
      conv2 = child("conv2", Conv2d.of(middle, GROWTH, 3).withPadding(1).build(build));
    }

    @Override
    public NDArray forward(NDArray x) {
      NDArray y = conv1.forward(Activation.relu(norm1.forward(x)));
      return conv2.forward(Activation.relu(norm2.forward(y)));
    }
  }

  /** Halves the maps and their sides. */
  private static final class Transition extends Module {
    private final BatchNorm2d norm;
    private final Conv2d conv;

    Transition(Build build, int in) {
      norm = child("norm", new BatchNorm2d(build, in));
      conv = child("conv", Conv2d.of(in, in / 2, 1).build(build));
    }

    @Override
    public NDArray forward(NDArray x) {
      return Pooling.average(conv.forward(Activation.relu(norm.forward(x))), 2, 2);
    }
  }

  /** Without parameters. */
  private static final class Relu extends Module {
    @Override
    public NDArray forward(NDArray x) {
      return Activation.relu(x);
    }
  }

  /** 3 x 3, stride 2. */
  private static final class StemPool extends Module {
    @Override
    public NDArray forward(NDArray x) {
      return Pooling.max(x, 3, 2, 1);
    }
  }
}
