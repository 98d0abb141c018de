package org.vigil.models.method.jif;

import java.util.List;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Border;
import org.vigil.models.augmentation.Flip;
import org.vigil.models.augmentation.Rotation;
import org.vigil.models.augmentation.Scaling;
import org.vigil.models.augmentation.Shift;
import org.vigil.models.method.TrainingRecipe;
import org.vigil.models.schedule.PaperSchedules;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.Sgd;
import org.vigil.models.training.TrainingSettings;

/** How JIF-MMFA and the methods that it is compared with are trained (section 4.3.2). */
public final class JifRecipe {
  private static final int EPOCHS = 150;
  private static final int PATIENCE = 30; // epochs without better balanced accuracy
  private static final int BATCH = 128;
  private static final double MOMENTUM = 0.9; // not stated

  private JifRecipe() {}

  /**
   * SGD at 0.005 falling by cosine. Judge a run by balanced accuracy on validation cases. How far
   * pictures are moved is not stated.
   */
  public static TrainingRecipe published(Seed seed) {
    TrainingSettings settings =
        TrainingSettings.of(
                EPOCHS,
                LearningRate.byEpoch(PaperSchedules.jointIndividualFusion()),
                new Sgd(MOMENTUM, false, 0),
                seed)
            .withPatience(PATIENCE);
    return new TrainingRecipe(
        BATCH,
        settings,
        new Augmentation(
            List.of(new Flip(0.5, 0.5), new Shift(0.1), new Rotation(45), new Scaling(0.9, 1.1)),
            Border.REPEATED));
  }
}
