package org.vigil.models.example;

import ai.djl.ndarray.NDManager;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.method.ctranscnn.CTransCnn;
import org.vigil.models.method.ctranscnn.CTransCnnConfiguration;
import org.vigil.models.method.ctranscnn.CTransCnnObjective;
import org.vigil.models.method.ctranscnn.CTransCnnPredictor;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;
import org.vigil.models.preprocess.Bitmap;
import org.vigil.models.sampling.BatchSource;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.RunListener;
import org.vigil.models.training.TrainingRun;

/** Several labels that depend on each other. */
final class CTransCnnExample {
  private CTransCnnExample() {}

  static double[] trainedAndAsked(
      NDManager manager,
      BatchSource<PictureBatch> batches,
      ToDoubleFunction<Module> value,
      Bitmap picture) {
    // begin
    var configuration = CTransCnnConfiguration.published(11); // labels
    var network = new CTransCnn(new Build(manager, new Random(1)), configuration);
    var objective = new CTransCnnObjective(network, manager, configuration.loss());
    var settings = configuration.settings(batches.batches(), new Seed(1));
    try (var run = new TrainingRun<>(network, manager, batches, objective, settings)) {
      run.finish(() -> value.applyAsDouble(network), RunListener.NONE);
    }
    return new CTransCnnPredictor(network, manager).predict(picture); // a score per label
    // end
  }
}
