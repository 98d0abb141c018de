package org.vigil.models.example;

import ai.djl.ndarray.NDManager;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.method.fzlpr.FzlprConfiguration;
import org.vigil.models.method.fzlpr.FzlprFindings;
import org.vigil.models.method.fzlpr.FzlprNetwork;
import org.vigil.models.method.fzlpr.FzlprPredictor;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;
import org.vigil.models.preprocess.Bitmap;
import org.vigil.models.sampling.BatchSource;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.PictureObjective;
import org.vigil.models.training.RunListener;
import org.vigil.models.training.TrainingRun;

/** Many findings per radiograph. */
final class FzlprExample {
  private FzlprExample() {}

  static FzlprFindings trainedAndAsked(
      NDManager manager,
      BatchSource<PictureBatch> batches,
      ToDoubleFunction<Module> value,
      Bitmap radiograph) {
    // begin
    var configuration = FzlprConfiguration.published(14); // findings
    var network = new FzlprNetwork(new Build(manager, new Random(1)), configuration);
    var objective = new PictureObjective(network, manager, configuration.loss());
    var settings = configuration.settings(new Seed(1));
    try (var run = new TrainingRun<>(network, manager, batches, objective, settings)) {
      run.finish(() -> value.applyAsDouble(network), RunListener.NONE);
    }
    var predictor = new FzlprPredictor(network, configuration, manager);
    return predictor.predict(radiograph); // logits, their spread over four looks, present or not
    // end
  }
}
