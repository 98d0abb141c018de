package org.vigil.models.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.LabelScheme;

/**
 * Which of a model's findings a data set knows the truth of. Names are compared without case,
 * spaces and underscores; a few findings have two names.
 *
 * @param names as the model has them
 * @param inModel index among the model's findings
 * @param inTruth index among the data set's outputs
 */
record SharedFindings(
    List<String> names, List<Integer> inModel, List<Integer> inTruth, LabelScheme scheme) {
  private static final Map<String, String> SAME =
      Map.of(
          "melanoma", "mel",
          "nevus", "nv",
          "nev", "nv",
          "ack", "akiec",
          "ak", "akiec");

  static SharedFindings of(List<String> model, LabelScheme truth) {
    List<String> names = new ArrayList<>();
    List<Integer> inModel = new ArrayList<>();
    List<Integer> inTruth = new ArrayList<>();
    List<String> known = truth.outputs().stream().map(SharedFindings::word).toList();
    for (int i = 0; i < model.size(); i++) {
      int at = known.indexOf(word(model.get(i)));
      if (at >= 0) {
        names.add(model.get(i));
        inModel.add(i);
        inTruth.add(at);
      }
    }
    if (names.isEmpty()) {
      throw new DatasetException(
          "the model reports " + model + ", the data set knows " + truth.outputs());
    }
    return new SharedFindings(names, inModel, inTruth, truth);
  }

  private static String word(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return SAME.getOrDefault(plain, plain);
  }

  /** Whether nothing of either is left over. */
  boolean coversAll(int findings, LabelScheme truth) {
    return truth instanceof LabelScheme.OneOf
        && names.size() == findings
        && names.size() == truth.outputs().size();
  }

  double[] ofModel(List<Double> probabilities) {
    return inModel.stream().mapToDouble(probabilities::get).toArray();
  }

  boolean[] ofTruth(List<Integer> labels) {
    float[] target = scheme.target(labels);
    boolean[] present = new boolean[inTruth.size()];
    for (int i = 0; i < present.length; i++) {
      present[i] = target[inTruth.get(i)] > 0;
    }
    return present;
  }
}
