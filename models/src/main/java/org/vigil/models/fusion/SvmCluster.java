package org.vigil.models.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One {@link RbfSvm} per question on the first stage's probabilities and the patient's metadata
 * (FusionM4Net, section 6.2.4). A question with only one answer in the training cases is always
 * answered so; an answer that never occurred there has probability 0.
 *
 * <p>Thread-safe once trained.
 */
public final class SvmCluster {
  private final TaskColumns tasks;
  private final List<Member> members;

  /** The SVM of one question, or its only answer. */
  private record Member(Optional<RbfSvm> machine, int onlyAnswer) {}

  private SvmCluster(TaskColumns tasks, List<Member> members) {
    this.tasks = tasks;
    this.members = members;
  }

  /**
   * @param rows [case][probabilities and metadata]; from cases that the first stage was not trained
   *     on
   * @param labels [case][task]
   * @param seed of the probabilities' folds
   */
  public static SvmCluster train(TaskColumns tasks, double[][] rows, int[][] labels, long seed) {
    List<Member> members = new ArrayList<>();
    for (int task = 0; task < tasks.widths().size(); task++) {
      int column = task;
      int[] answers = Arrays.stream(labels).mapToInt(row -> row[column]).toArray();
      boolean several = Arrays.stream(answers).distinct().count() > 1;
      members.add(
          new Member(
              several ? Optional.of(RbfSvm.train(rows, answers, 1, seed)) : Optional.empty(),
              answers[0]));
    }
    return new SvmCluster(tasks, List.copyOf(members));
  }

  /**
   * The second stage's probabilities: P2.
   *
   * @param rows as in training
   * @return [case][column of the tasks]
   */
  public double[][] probabilities(double[][] rows) {
    return Arrays.stream(rows).map(this::probabilities).toArray(double[][]::new);
  }

  private double[] probabilities(double[] row) {
    double[] all = new double[tasks.columns()];
    for (int task = 0; task < members.size(); task++) {
      int first = tasks.first(task);
      Member member = members.get(task);
      if (member.machine().isEmpty()) {
        all[first + member.onlyAnswer()] = 1;
      } else {
        RbfSvm machine = member.machine().get();
        int[] classes = machine.classes();
        double[] probabilities = machine.probabilities(row);
        for (int i = 0; i < classes.length; i++) {
          all[first + classes[i]] = probabilities[i];
        }
      }
    }
    return all;
  }
}
