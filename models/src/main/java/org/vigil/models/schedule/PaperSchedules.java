package org.vigil.models.schedule;

import java.util.List;
import org.vigil.models.schedule.Phased.Phase;

/** The learning rates of the papers' training recipes, by epoch unless said otherwise. */
public final class PaperSchedules {
  private PaperSchedules() {}

  /** JIF-MMFA (section 4.3.2): SGD, 0.005 by cosine over 150 epochs. */
  public static Schedule jointIndividualFusion() {
    return new Cosine(0.005, 0, 150);
  }

  /** AMMFM, PEMM and FusionM4Net: Adam, 3e-5 by cosine over 250 epochs. */
  public static Schedule paired() {
    return new Cosine(3e-5, 0, 250);
  }

  /** FZLPR (section 4.2): 5 epochs at 1e-3 with the base frozen, then {@link #fzlprStage2}. */
  public static Schedule fzlpr() {
    return new Phased(List.of(new Phase(5, Schedule.constant(1e-3)), new Phase(20, fzlprStage2())));
  }

  /** FZLPR, all layers: 1e-5 to 1e-7 by cosine over 20 epochs. */
  public static Schedule fzlprStage2() {
    return new Cosine(1e-5, 1e-7, 20);
  }

  /**
   * CTransCNN (section 4.4 and its public configuration), by step: AdamW, 1e-3 to 1% by cosine,
   * linear warm-up from a thousandth.
   *
   * @param steps of all 300 epochs
   * @param warmup steps of the first five epochs
   */
  public static Schedule cTransCnn(int steps, int warmup) {
    return new LinearWarmup(new Cosine(1e-3, 1e-5, steps), warmup, 0.001);
  }

  /**
   * The multi-scale ViT (Eq. 2-4), as printed: 4e-4 falling to 1/4, 1/16 and 1/64 of itself within
   * each phase of 70 epochs, and back at 4e-4 where the next one begins.
   */
  public static Schedule multiScaleViT() {
    return new Phased(
        List.of(
            new Phase(70, new Exponential(4e-4, 1 / 4.0, 70)),
            new Phase(70, new Exponential(4e-4, 1 / 16.0, 70)),
            new Phase(70, new Exponential(4e-4, 1 / 64.0, 70))));
  }
}
