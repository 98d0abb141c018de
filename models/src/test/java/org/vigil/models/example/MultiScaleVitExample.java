package org.vigil.models.example;

import ai.djl.ndarray.NDManager;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.method.multiscalevit.MultiScaleVit;
import org.vigil.models.method.multiscalevit.MultiScaleVitBatches;
import org.vigil.models.method.multiscalevit.MultiScaleVitConfiguration;
import org.vigil.models.method.multiscalevit.MultiScaleVitObjective;
import org.vigil.models.method.multiscalevit.MultiScaleVitPredictor;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;
import org.vigil.models.preprocess.Bitmap;
import org.vigil.models.sampling.BatchSource;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.RunListener;
import org.vigil.models.training.TrainingRun;

/** A class and a vector by which similar pictures are found. */
final class MultiScaleVitExample {
  private MultiScaleVitExample() {}

  static MultiScaleVitPredictor.Answer trainedAndAsked(
      NDManager manager,
      BatchSource<PictureBatch> pictures,
      ToDoubleFunction<Module> value,
      Bitmap picture) {
    // begin
    var configuration = MultiScaleVitConfiguration.published(7); // classes
    var network = new MultiScaleVit(new Build(manager, new Random(1)), configuration);
    var objective = new MultiScaleVitObjective(network, configuration, manager, Optional.empty());
    var batches = new MultiScaleVitBatches(pictures); // knows the epoch, and so the phase
    var settings = configuration.training().settings(new Seed(1));
    try (var run = new TrainingRun<>(network, manager, batches, objective, settings)) {
      run.finish(() -> value.applyAsDouble(network), RunListener.NONE);
    }
    return new MultiScaleVitPredictor(network, configuration, manager).predict(picture);
    // end
  }
}
