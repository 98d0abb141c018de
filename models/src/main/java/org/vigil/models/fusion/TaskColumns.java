package org.vigil.models.fusion;

import java.util.List;

/**
 * Several questions about one case, their probabilities side by side in one row.
 *
 * @param widths columns of each question, in order
 */
public record TaskColumns(List<Integer> widths) {

  /** Diagnosis and the seven-point checklist: diag, pn, str, pig, rs, dag, bwv, vs. */
  public static final TaskColumns SEVEN_POINT = new TaskColumns(List.of(5, 3, 3, 3, 2, 3, 2, 3));

  public TaskColumns {
    widths = List.copyOf(widths);
  }

  /** Columns of all questions. */
  public int columns() {
    return widths.stream().mapToInt(Integer::intValue).sum();
  }

  /** First column of a question. */
  public int first(int task) {
    return widths.subList(0, task).stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * How many questions are answered rightly, the answer being the first largest probability.
   *
   * @param row probabilities of one case
   * @param labels of that case, one per question
   */
  int correct(double[] row, int[] labels) {
    int correct = 0;
    int from = 0;
    for (int task = 0; task < labels.length; task++) {
      int width = widths.get(task);
      correct += largest(row, from, width) == labels[task] ? 1 : 0;
      from += width;
    }
    return correct;
  }

  /**
   * @param probabilities [case][column]
   * @param labels [case][task]
   */
  public int correct(double[][] probabilities, int[][] labels) {
    int correct = 0;
    for (int i = 0; i < labels.length; i++) {
      correct += correct(probabilities[i], labels[i]);
    }
    return correct;
  }

  private static int largest(double[] row, int from, int width) {
    int largest = 0;
    for (int i = 1; i < width; i++) {
      if (row[from + i] > row[from + largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
