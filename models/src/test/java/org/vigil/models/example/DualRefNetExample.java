package org.vigil.models.example;

import ai.djl.ndarray.NDManager;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.vigil.models.method.dualrefnet.DualRefNet;
import org.vigil.models.method.dualrefnet.DualRefNetBatch;
import org.vigil.models.method.dualrefnet.DualRefNetConfiguration;
import org.vigil.models.method.dualrefnet.DualRefNetObjective;
import org.vigil.models.method.dualrefnet.DualRefNetPredictor;
import org.vigil.models.method.dualrefnet.DualRefNetTraining;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;
import org.vigil.models.preprocess.Bitmap;
import org.vigil.models.sampling.BatchSource;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.RunListener;
import org.vigil.models.training.TrainingRun;

/** A lesion's class from picture and metadata. */
final class DualRefNetExample {
  private DualRefNetExample() {}

  static double[] trainedAndAsked(
      NDManager manager,
      BatchSource<DualRefNetBatch> batches,
      int[] counts,
      ToDoubleFunction<Module> value,
      Bitmap picture,
      float[] metadata) {
    // begin
    var training = DualRefNetTraining.PAD_UFES_20;
    var configuration = DualRefNetConfiguration.published("densenet121", 81, 6, training);
    var network = new DualRefNet(new Build(manager, new Random(1)), configuration);
    var objective = new DualRefNetObjective(network, manager, configuration.loss(counts));
    var settings = training.settings(new Seed(1));
    try (var run = new TrainingRun<>(network, manager, batches, objective, settings)) {
      run.finish(() -> value.applyAsDouble(network), RunListener.NONE);
    }
    return new DualRefNetPredictor(network, manager).predict(picture, metadata);
    // end
  }
}
