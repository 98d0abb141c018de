package org.vigil.models.method.dualrefnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import org.vigil.models.method.KnownPicture;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.network.Vgg;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Module;
import org.vigil.models.nn.Pooling;

/**
 * DualRefNet (Khurshid et al. 2025, Eq. 1-3): picture [batch, 3, h, w] and metadata [batch, inputs]
 * to logits and the picture at twice its size. Not thread-safe.
 */
public final class DualRefNet extends Module {
  private final Network image;
  private final MetadataEncoder metadata;
  private final SuperResolution decoder;
  private final Linear beforeClassifier;
  private final Linear classifier;

  public DualRefNet(Build build, DualRefNetConfiguration configuration) {
    this(
        build,
        configuration,
        Networks.create(configuration.backbone(), build, NetworkOptions.published(1)));
  }

  /**
   * @param backbone in the place of the one that the configuration names; its classifier is freed
   */
  public DualRefNet(Build build, DualRefNetConfiguration configuration, Network backbone) {
    image = child("image", backbone);
    image.leaveClassifierOut();
    if (backbone instanceof Vgg) {
      image.withoutName("features"); // the reference's names
    }
    metadata =
        child(
            "meta",
            new MetadataEncoder(
                build,
                configuration.metadataInputs(),
                configuration.metadata(),
                configuration.weighting()));
    int features = image.featureWidth();
    decoder = child("decoder", new SuperResolution(build, features, configuration.decoder()));
    int joint = features + configuration.metadata().getLast();
    beforeClassifier = child("before_classifier", new Linear(build, joint, configuration.latent()));
    classifier =
        child("classifier", new Linear(build, configuration.latent(), configuration.classes()));
  }

  /**
   * @param logits [batch, classes]
   * @param superResolution 0 to 1, [batch, 3, 2 h, 2 w]
   */
  public record Outputs(NDArray logits, NDArray superResolution) {}

  /** Both outputs, as training needs them. */
  public Outputs outputs(NDArray picture, NDArray metadata) {
    NDArray maps = image.features(picture);
    return new Outputs(logits(maps, metadata), decoder.forward(maps));
  }

  /** Logits alone: the decoder is of no use after training. */
  public NDArray classify(NDArray picture, NDArray metadata) {
    return logits(image.features(picture), metadata);
  }

  /**
   * This network's answers about one picture for any metadata, in evaluation mode.
   *
   * @param picture [1, 3, h, w]
   */
  public KnownPicture known(NDArray picture) {
    return new KnownPicture(
        picture, image::features, (maps, given) -> logits(maps, given).softmax(1));
  }

  private NDArray logits(NDArray maps, NDArray given) {
    NDArray vector = Pooling.globalAverage(maps);
    NDArray joint = NDArrays.concat(new NDList(vector, metadata.forward(given)), 1);
    return classifier.forward(Activation.relu(beforeClassifier.forward(joint)));
  }

  /** Weights of the layer before the classifier, [latent, joint], which Eq. 4 regularises. */
  public NDArray weightsBefore() {
    return beforeClassifier.parameters().get("weight").value();
  }

  /** Weights of the classifier, [classes, latent], which Eq. 4 regularises. */
  public NDArray weightsOfClassifier() {
    return classifier.parameters().get("weight").value();
  }
}
