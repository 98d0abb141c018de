package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import org.vigil.models.nn.Scalar;

/**
 * Cross-entropy of several questions about one case, summed over the questions: a softmax over each
 * question's own columns.
 *
 * @param tasks columns of each question, in order
 * @param meanOverBatch mean over the cases, else their sum
 */
public record MultiTaskCrossEntropy(List<Integer> tasks, boolean meanOverBatch) implements Loss {

  /** Diagnosis and the seven-point checklist: diag, pn, str, pig, rs, dag, bwv, vs. */
  public static final List<Integer> SEVEN_POINT = List.of(5, 3, 3, 3, 2, 3, 2, 3);

  public MultiTaskCrossEntropy {
    tasks = List.copyOf(tasks);
  }

  /**
   * @param logits the tasks side by side, [batch, sum of tasks]
   * @param targets one-hot within each task, [batch, sum of tasks]
   */
  @Override
  public NDArray of(NDArray logits, NDArray targets) {
    Shapes.requireSame(logits, targets);
    Shapes.requireColumns(logits, tasks.stream().mapToInt(Integer::intValue).sum());
    NDArray total = logits.getManager().zeros(logits.getShape().slice(0, 0), logits.getDataType());
    int from = 0;
    for (int width : tasks) {
      NDIndex columns = new NDIndex(":, {}:{}", from, from + width);
      total = logits.get(columns).logSoftmax(1).mul(targets.get(columns)).sum().add(total);
      from += width;
    }
    return Scalar.mul(total, meanOverBatch ? -1.0 / logits.getShape().get(0) : -1.0);
  }
}
