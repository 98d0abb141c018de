package org.vigil.models.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import org.vigil.models.method.PictureArrays;
import org.vigil.models.nn.Module;
import org.vigil.models.preprocess.Bitmap8;
import org.vigil.models.preprocess.Normalisation;
import org.vigil.models.preprocess.Planes;
import org.vigil.models.seed.Seed;

/** A method's network for a task: what is trained, how it is trained, and how it is asked. */
interface MethodNetwork {

  /** What learns. */
  Module module();

  /** How it learns from a data set. */
  Plan<?> plan(TrainingData data, Seed seed);

  /** Scores of some items; in evaluation mode, without gradients, inside a scope. */
  Answers ask(NDManager manager, List<TrainingData.Question> questions);

  /**
   * @param scores probabilities, [item][output]
   * @param embeddings [item][dimension], where the method has them
   */
  record Answers(double[][] scores, Optional<double[][]> embeddings) {

    static Answers of(double[][] scores) {
      return new Answers(scores, Optional.empty());
    }
  }

  /** Pictures of a role as the network reads them, [items, 3, h, w]. */
  static NDArray pictures(NDManager manager, List<TrainingData.Question> questions, int role) {
    List<Planes> planes =
        questions.stream()
            .map(question -> (Bitmap8) question.pictures().get(role))
            .map(Normalisation.IMAGENET::apply)
            .toList();
    return PictureArrays.of(manager, planes);
  }

  /** Metadata, [items, columns]. */
  static NDArray metadata(NDManager manager, List<TrainingData.Question> questions) {
    int columns = questions.getFirst().metadata().length;
    float[] values = new float[questions.size() * columns];
    for (int i = 0; i < questions.size(); i++) {
      System.arraycopy(questions.get(i).metadata(), 0, values, i * columns, columns);
    }
    return manager.create(values, new Shape(questions.size(), columns));
  }

  /** The rows of a matrix. */
  static double[][] rows(NDArray matrix) {
    float[] values = matrix.toFloatArray();
    int columns = Math.toIntExact(matrix.getShape().get(1));
    double[][] rows = new double[values.length / columns][columns];
    for (int i = 0; i < values.length; i++) {
      rows[i / columns][i % columns] = values[i];
    }
    return rows;
  }
}
