package org.vigil.models.method.dualrefnet;

import java.util.List;
import org.vigil.models.loss.ClassFrequencyRegulariser;
import org.vigil.models.loss.ClassWeights;
import org.vigil.models.loss.DualRefLoss;
import org.vigil.models.loss.WeightedCrossEntropy;
import org.vigil.models.loss.WeightedCrossEntropy.Divisor;
import org.vigil.models.preprocess.Kernel;

/**
 * How DualRefNet is built and trained; the paper's sections beside each. Pictures are prepared by
 * {@code PaperRecipes.dualRefNet()}, missing metadata filled by {@link
 * org.vigil.models.method.dualrefnet.imputation.MetadataImputer}.
 *
 * @param backbone torchvision's name of the image encoder
 * @param metadataInputs one-hot columns and scaled numbers
 * @param metadata widths of the metadata encoder; 64, 128, 256, 512 (Eq. 2)
 * @param weighting whether all metadata count alike; they do (Ablation study)
 * @param classes outputs
 * @param latent width of the layer before the classifier; 256 (Eq. 3)
 * @param decoder widths of the decoder but its last; 256 to 16 (not stated)
 * @param target how the picture to be drawn is enlarged; bicubic, bilinear is the variant
 * @param training the data set's recipe (Implementation details)
 */
public record DualRefNetConfiguration(
    String backbone,
    int metadataInputs,
    List<Integer> metadata,
    MetadataWeighting weighting,
    int classes,
    int latent,
    List<Integer> decoder,
    Kernel target,
    DualRefNetTraining training) {
  public DualRefNetConfiguration {
    metadata = List.copyOf(metadata);
    decoder = List.copyOf(decoder);
  }

  /** How metadata enter the encoder (Ablation study). */
  public enum MetadataWeighting {
    /** As they are. */
    EQUAL,
    /** Each times a weight between 0 and 1 that two layers read from all of them. */
    DYNAMIC
  }

  /** As published, on some backbone and data. */
  public static DualRefNetConfiguration published(
      String backbone, int metadataInputs, int classes, DualRefNetTraining training) {
    return new DualRefNetConfiguration(
        backbone,
        metadataInputs,
        List.of(64, 128, 256, 512),
        MetadataWeighting.EQUAL,
        classes,
        256,
        List.of(256, 128, 64, 32, 16),
        Kernel.BICUBIC,
        training);
  }

  /** The variant with other weighting of metadata. */
  public DualRefNetConfiguration with(MetadataWeighting other) {
    return new DualRefNetConfiguration(
        backbone, metadataInputs, metadata, other, classes, latent, decoder, target, training);
  }

  /** The variant with another enlargement to be drawn. */
  public DualRefNetConfiguration with(Kernel other) {
    return new DualRefNetConfiguration(
        backbone, metadataInputs, metadata, weighting, classes, latent, decoder, other, training);
  }

  /**
   * Eq. 4-7.
   *
   * @param counts training cases of each class
   */
  public DualRefLoss loss(int[] counts) {
    return new DualRefLoss(
        new WeightedCrossEntropy(ClassWeights.balanced(counts), Divisor.WEIGHTS),
        ClassFrequencyRegulariser.ofCounts(training.lambda(), counts, latent));
  }
}
