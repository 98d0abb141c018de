package org.vigil.models.method.paired;

import java.util.List;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Border;
import org.vigil.models.augmentation.Brightness;
import org.vigil.models.augmentation.Contrast;
import org.vigil.models.augmentation.Flip;
import org.vigil.models.augmentation.Rotation;
import org.vigil.models.augmentation.Scaling;
import org.vigil.models.augmentation.Shift;
import org.vigil.models.augmentation.Step;
import org.vigil.models.method.TrainingRecipe;
import org.vigil.models.schedule.PaperSchedules;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Adam;
import org.vigil.models.training.Averaging;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.TrainingSettings;

/**
 * How the methods for paired pictures are trained: Adam at 3e-5 falling by cosine over 250 epochs.
 * How far pictures are changed is not stated; each picture of a pair is changed by itself. Judge a
 * run by the average accuracy over the questions on validation cases.
 */
public final class PairedRecipes {
  private static final int EPOCHS = 250;
  private static final int AVERAGED = 50; // the last epochs (section 5.3.4.1)
  private static final Flip FLIP = new Flip(0.5, 0.5);
  private static final Shift SHIFT = new Shift(0.1);
  private static final Rotation ROTATION = new Rotation(45);
  private static final Brightness BRIGHTNESS = new Brightness(0.2);

  private PairedRecipes() {}

  /** AMMFM (section 5.3.4.1; rate and schedule are section 6.3.3's, not stated there). */
  public static TrainingRecipe ammfm(Seed seed) {
    return recipe(24, averaged(seed), FLIP, SHIFT, new Scaling(0.9, 1.1), ROTATION, BRIGHTNESS);
  }

  /** PEMM (section 5.4.3.1; its length and the epochs that are averaged are AMMFM's). */
  public static TrainingRecipe pemm(Seed seed) {
    return recipe(24, averaged(seed), FLIP, ROTATION, SHIFT, BRIGHTNESS, new Contrast(0.2));
  }

  /**
   * The first stage of FusionM4Net (section 6.3.3), which keeps the weights that were best in
   * validation. Its "distortions" are not described further and left out.
   */
  public static TrainingRecipe fusionM4Net(Seed seed) {
    return recipe(32, settings(seed), FLIP, SHIFT);
  }

  private static TrainingRecipe recipe(int batch, TrainingSettings settings, Step... steps) {
    return new TrainingRecipe(batch, settings, new Augmentation(List.of(steps), Border.REPEATED));
  }

  private static TrainingSettings settings(Seed seed) {
    LearningRate rate = LearningRate.byEpoch(PaperSchedules.paired());
    return TrainingSettings.of(EPOCHS, rate, Adam.adam(0), seed);
  }

  private static TrainingSettings averaged(Seed seed) {
    return settings(seed).withAveraging(new Averaging.Stochastic(EPOCHS - AVERAGED));
  }
}
