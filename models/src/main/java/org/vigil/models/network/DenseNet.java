package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Intermediates;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.NonLinearity;
import org.vigil.models.nn.Pooling;
import org.vigil.models.nn.Sequential;

/** DenseNet-BC (Huang et al. 2017, doi 10.1109/CVPR.2017.243) in torchvision's form. */
public final class DenseNet extends Network {
  private final Sequential stem = new Sequential();
  private final List<DenseBlock> blocks = new ArrayList<>();
  private final List<Transition> transitions = new ArrayList<>();
  private final BatchNorm2d norm5;
  private final Linear classifier;
  private final int featureWidth;

  /**
   * Sizes of a DenseNet.
   *
   * @param layers of each block
   * @param growth maps that each layer adds; 32 as published
   * @param stem maps of the first convolution; 64
   * @param bottleneck a layer's 1 x 1 convolution gives so many times the growth; 4
   */
  public record Sizes(List<Integer> layers, int growth, int stem, int bottleneck) {
    public Sizes {
      layers = List.copyOf(layers);
    }

    /** As published, of some depth. */
    public Sizes(List<Integer> layers) {
      this(layers, 32, 64, 4);
    }
  }

  /** A DenseNet of sizes of its own, such as a small one for tests. */
  public DenseNet(Build build, NetworkOptions options, Sizes sizes) {
    options.requirePublishedForm("DenseNet");
    Conv2d conv0 =
        Conv2d.of(options.channels(), sizes.stem(), 7).withStride(2).withPadding(3).build(build);
    stem.add("conv0", conv0);
    stem.add("norm0", new BatchNorm2d(build, sizes.stem()).after(conv0).then(NonLinearity.RELU));
    int channels = sizes.stem();
    for (int i = 0; i < sizes.layers().size(); i++) {
      int count = sizes.layers().get(i);
      blocks.add(new DenseBlock(build, channels, count, sizes));
      channels += count * sizes.growth();
      if (i < sizes.layers().size() - 1) {
        transitions.add(new Transition(build, channels));
        channels /= 2;
      }
    }
    this.norm5 = new BatchNorm2d(build, channels).then(NonLinearity.RELU);
    this.featureWidth = channels;
    child("features", named());
    this.classifier = child("classifier", new Linear(build, channels, options.classes()));
  }

  /** The parts in torchvision's order under torchvision's names. */
  private Sequential named() {
    Sequential features = new Sequential().inline(stem);
    for (int i = 0; i < blocks.size(); i++) {
      features.add("denseblock" + (i + 1), blocks.get(i));
      if (i < transitions.size()) {
        features.add("transition" + (i + 1), transitions.get(i));
      }
    }
    return features.add("norm5", norm5);
  }

  public static DenseNet densenet121(Build build, NetworkOptions options) {
    return new DenseNet(build, options, new Sizes(List.of(6, 12, 24, 16)));
  }

  public static DenseNet densenet201(Build build, NetworkOptions options) {
    return new DenseNet(build, options, new Sizes(List.of(6, 12, 48, 32)));
  }

  @Override
  public int stageCount() {
    return blocks.size();
  }

  /** [batch, ., h / 4, 8, 16, 32, .]. */
  @Override
  public NDArray stage(int index, NDArray x) {
    NDArray y = blocks.get(index).forward(index == 0 ? stem(x) : transition(index, x));
    return index == blocks.size() - 1 ? norm5.forward(y) : y;
  }

  private NDArray stem(NDArray x) {
    return Intermediates.freedAfter(() -> Pooling.max(stem.forward(x), 3, 2, 1));
  }

  private NDArray transition(int index, NDArray x) {
    return transitions.get(index - 1).forward(x);
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
  private static final class DenseBlock extends Layer {
    private final List<DenseLayer> layers = new ArrayList<>();

    DenseBlock(Build build, int in, int count, Sizes sizes) {
      for (int i = 0; i < count; i++) {
        int channels = in + i * sizes.growth();
        layers.add(child("denselayer" + (i + 1), new DenseLayer(build, channels, sizes)));
      }
    }

    @Override
    public NDArray forward(NDArray x) {
      NDArray maps = x;
      for (DenseLayer layer : layers) {
        NDArray before = maps;
        maps =
            Intermediates.freedAfter(
                () -> NDArrays.concat(new NDList(before, layer.forward(before)), 1));
        if (before != x) {
          before.close(); // A block would hold the square of its maps otherwise.
        }
      }
      return maps; // [batch, in + count * growth, h, w]
    }
  }

  /** BN, ReLU, 1 x 1; BN, ReLU, 3 x 3: as many new maps as the growth. */
  private static final class DenseLayer extends Layer {
    private final BatchNorm2d norm1;
    private final Conv2d conv1;
    private final BatchNorm2d norm2;
    private final Conv2d conv2;

    DenseLayer(Build build, int in, Sizes sizes) {
      int middle = sizes.bottleneck() * sizes.growth();
      norm1 = child("norm1", new BatchNorm2d(build, in).then(NonLinearity.RELU));
      conv1 = child("conv1", Conv2d.of(in, middle, 1).build(build));
      norm2 = child("norm2", new BatchNorm2d(build, middle).after(conv1).then(NonLinearity.RELU));
      conv2 = child("conv2", Conv2d.of(middle, sizes.growth(), 3).withPadding(1).build(build));
    }

    @Override
    public NDArray forward(NDArray x) {
      NDArray y = conv1.forward(norm1.forward(x));
      return conv2.forward(norm2.forward(y));
    }
  }

  /** Halves the maps and their sides. */
  private static final class Transition extends Layer {
    private final BatchNorm2d norm;
    private final Conv2d conv;

    Transition(Build build, int in) {
      norm = child("norm", new BatchNorm2d(build, in).then(NonLinearity.RELU));
      conv = child("conv", Conv2d.of(in, in / 2, 1).build(build));
    }

    @Override
    public NDArray forward(NDArray x) {
      return Intermediates.freedAfter(() -> Pooling.average(conv.forward(norm.forward(x)), 2, 2));
    }
  }
}
