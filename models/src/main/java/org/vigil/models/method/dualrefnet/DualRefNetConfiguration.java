package org.vigil.models.method.dualrefnet;

import java.util.List;
import org.vigil.models.loss.ClassFrequencyRegulariser;
import org.vigil.models.loss.ClassWeights;
import org.vigil.models.loss.DualRefLoss;
import org.vigil.models.loss.WeightedCrossEntropy;
import org.vigil.models.loss.WeightedCrossEntropy.Divisor;
import org.vigil.models.preprocess.Kernel;

/**
 * How DualRefNet is built and trained; the paper's sections beside each.
 *
 * @param backbone torchvision's name of the image encoder
 * @param metadataInputs one-hot columns and scaled numbers
 * @param metadata widths of the metadata encoder; 64, 128, 256, 512 (Eq. 2)
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
    int classes,
    int latent,
    List<Integer> decoder,
    Kernel target,
    Training training) {
  public DualRefNetConfiguration {
    metadata = List.copyOf(metadata);
    decoder = List.copyOf(decoder);
  }

  /**
   * @param lambda of the class-frequency regularisation (Eq. 4)
   * @param learningRate of SGD
   * @param momentum 0.9 (not stated)
   * @param weightDecay of SGD
   * @param patience epochs without gain before it stops
   * @param epochs 70
   * @param batch images per step; 32
   */
  public record Training(
      double lambda,
      double learningRate,
      double momentum,
      double weightDecay,
      int patience,
      int epochs,
      int batch) {
    public static final Training PAD_UFES_20 = new Training(0.3, 0.01, 0.9, 1e-3, 5, 70, 32);
    public static final Training ISIC_2019 = new Training(0.2, 0.001, 0.9, 1e-5, 20, 70, 32);
  }

  /** As published, on some backbone and data. */
  public static DualRefNetConfiguration published(
      String backbone, int metadataInputs, int classes, Training training) {
    return new DualRefNetConfiguration(
        backbone,
        metadataInputs,
        List.of(64, 128, 256, 512),
        classes,
        256,
        List.of(256, 128, 64, 32, 16),
        Kernel.BICUBIC,
        training);
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
