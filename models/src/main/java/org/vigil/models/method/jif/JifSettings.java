package org.vigil.models.method.jif;

import org.vigil.models.method.jif.MultiModalAttention.RootScale;

/**
 * What a JIF-MMFA network and its training are made of; {@link #published} has the dissertation's
 * values.
 *
 * @param backbone image network, a name of {@link org.vigil.models.network.Networks}; one of
 *     MobileNetV2, EfficientNet-B3, ResNet50, DenseNet121, Xception in the dissertation
 * @param structure which heads there are (Fig. 4.1)
 * @param fusion how the two vectors become one; MMFA (section 4.2.3)
 * @param metadataInputs columns of the one-hot metadata
 * @param classes diagnoses
 * @param metadataWidth of the two metadata layers; 64 (the text has "multiple" layers of no stated
 *     width, section 4.2.1; this reproduces its growths in parameters)
 */
public record JifSettings(
    String backbone,
    Structure structure,
    Kind fusion,
    int metadataInputs,
    int classes,
    int metadataWidth) {

  /** The dissertation's network for a data set. */
  public static JifSettings published(String backbone, int metadataInputs, int classes) {
    return new JifSettings(
        backbone, Structure.JOINT_INDIVIDUAL, Attention.PUBLISHED, metadataInputs, classes, 64);
  }

  public JifSettings with(Kind other) {
    return new JifSettings(backbone, structure, other, metadataInputs, classes, metadataWidth);
  }

  public JifSettings with(Structure other) {
    return new JifSettings(backbone, other, fusion, metadataInputs, classes, metadataWidth);
  }

  /** Which heads a network has. */
  public enum Structure {
    /** JF: the fused head alone (Eq. 4.4). */
    JOINT,
    /** JIF: heads for the image, the metadata and both (Eq. 4.5). */
    JOINT_INDIVIDUAL
  }

  /** A fusion and its widths. */
  public sealed interface Kind {}

  /**
   * MMFA (Eq. 4.6-4.10).
   *
   * @param width of q, k, v per modality; 112 follows from the published growths
   * @param heads 8
   */
  public record Attention(int width, int heads, RootScale scale) implements Kind {
    public static final Attention PUBLISHED = new Attention(112, 8, RootScale.INSIDE);
  }

  /**
   * MA: MMFA with the attention crossed.
   *
   * @param width of q, k, v per modality; MMFA's (not stated)
   * @param heads MMFA's (not stated)
   */
  public record Mutual(int width, int heads) implements Kind {
    public static final Mutual LIKE_PUBLISHED = new Mutual(112, 8);
  }

  /** Side by side. */
  public record Concatenated() implements Kind {}

  /** MetaBlock. */
  public record Block() implements Kind {}

  /**
   * MetaNet.
   *
   * @param middle width between its two layers
   */
  public record Net(int middle) implements Kind {}
}
