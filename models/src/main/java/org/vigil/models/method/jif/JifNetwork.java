package org.vigil.models.method.jif;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.Optional;
import org.vigil.models.method.KnownPicture;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Module;
import org.vigil.models.nn.Sequential;

/**
 * Joint-individual fusion of an image and the patient's metadata (Fig. 4.1, Eq. 4.1-4.5). Not
 * thread-safe.
 */
public final class JifNetwork extends Module {
  private final Network image;
  private final Sequential metadata;
  private final Fusion fusion;
  private final Optional<Individual> individual;
  private final Linear classifyFusion;

  /** The heads of each modality by itself. */
  private record Individual(Linear image, Linear metadata) {}

  /** With a backbone from the registry, whose classifier is left out. */
  public JifNetwork(Build build, JifSettings settings) {
    this(
        build,
        settings,
        Networks.create(settings.backbone(), build, NetworkOptions.published(settings.classes())));
  }

  /**
   * @param backbone takes the settings' backbone's place; loses its classifier
   */
  public JifNetwork(Build build, JifSettings settings, Network backbone) {
    int width = settings.metadataWidth();
    int classes = settings.classes();
    this.image = child("image", backbone);
    backbone.leaveClassifierOut();
    this.metadata = child("meta", metadataEncoder(build, settings.metadataInputs(), width));
    this.fusion = child("fusion", fusion(build, settings.fusion(), backbone.featureWidth(), width));
    this.individual =
        switch (settings.structure()) {
          case JOINT -> Optional.empty();
          case JOINT_INDIVIDUAL ->
              Optional.of(
                  new Individual(
                      child("classify_image", new Linear(build, backbone.featureWidth(), classes)),
                      child("classify_meta", new Linear(build, width, classes))));
        };
    this.classifyFusion = child("classify_fusion", new Linear(build, fusion.width(), classes));
  }

  /**
   * Two layers of linear, batch normalisation, ReLU (section 4.2.1 leaves their number and width
   * open).
   */
  private static Sequential metadataEncoder(Build build, int in, int width) {
    return new Sequential()
        .add(new Linear(build, in, width))
        .add(new BatchNorm2d(build, width))
        .then(Activation::relu)
        .add(new Linear(build, width, width))
        .add(new BatchNorm2d(build, width))
        .then(Activation::relu);
  }

  private static Fusion fusion(Build build, JifSettings.Kind kind, int image, int metadata) {
    return switch (kind) {
      case JifSettings.Attention a ->
          new MultiModalAttention(build, image, metadata, a.width(), a.heads(), a.scale());
      case JifSettings.Mutual m ->
          new MutualAttention(build, image, metadata, m.width(), m.heads());
      case JifSettings.Concatenated c -> new Concatenation(image, metadata);
      case JifSettings.Block b -> new MetaBlock(build, image, metadata);
      case JifSettings.Net n -> new MetaNet(build, metadata, n.middle(), image);
    };
  }

  /**
   * @param pictures [batch, channels, h, w]
   * @param columns one-hot metadata, [batch, metadata inputs]
   */
  public JifOutputs predict(NDArray pictures, NDArray columns) {
    return predictFromMaps(image.features(pictures), columns);
  }

  /**
   * This network's answers ("All") about one picture for any metadata, in evaluation mode.
   *
   * @param picture [1, channels, h, w]
   */
  public KnownPicture known(NDArray picture) {
    return new KnownPicture(
        picture,
        image::features,
        (maps, columns) -> predictFromMaps(maps, columns).probabilities());
  }

  private JifOutputs predictFromMaps(NDArray maps, NDArray columns) {
    NDArray facts = metadata.forward(columns); // [batch, metadata width]
    NDArray fused = classifyFusion.forward(fusion.fuse(maps, facts));
    return new JifOutputs(individual.map(heads -> alone(heads, maps, facts)), fused);
  }

  private JifOutputs.Individual alone(Individual heads, NDArray maps, NDArray facts) {
    return new JifOutputs.Individual(
        heads.image().forward(image.embedding(maps)), heads.metadata().forward(facts));
  }
}
