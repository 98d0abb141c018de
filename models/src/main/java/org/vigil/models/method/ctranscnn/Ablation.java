package org.vigil.models.method.ctranscnn;

/**
 * Which of CTransCNN's inventions a network has (section 4.7). The paper does not say what a part
 * looks like when it is absent; read here so that the baseline and Models 1 to 8 all differ.
 *
 * @param mmaef two attentions per token layer; without it one, as in a standard encoder
 * @param mss a sigmoid in front of the softmax of a layer's last attention (Eq. 4)
 * @param rep the multi-branch residual block; without it ResNet's bottleneck (Fig. 5a)
 * @param iim gates with residual connections where the branches inform each other (Eq. 6-14);
 *     without them a projection alone
 */
public record Ablation(boolean mmaef, boolean mss, boolean rep, boolean iim) {
  public static final Ablation BASELINE = new Ablation(false, false, false, false);
  public static final Ablation MODEL_1 = new Ablation(true, false, false, false);
  public static final Ablation MODEL_2 = new Ablation(false, false, true, false);
  public static final Ablation MODEL_3 = new Ablation(true, false, true, false);
  public static final Ablation MODEL_4 = new Ablation(false, false, false, true);
  public static final Ablation MODEL_5 = new Ablation(true, false, false, true);
  public static final Ablation MODEL_6 = new Ablation(false, false, true, true);
  public static final Ablation MODEL_7 = new Ablation(true, false, true, true);
  public static final Ablation MODEL_8 = new Ablation(false, true, true, true);

  /** CTransCNN itself. */
  public static final Ablation NOTHING = new Ablation(true, true, true, true);
}
