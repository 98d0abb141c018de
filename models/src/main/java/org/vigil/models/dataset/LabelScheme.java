package org.vigil.models.dataset;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** What there is to say about every item of a data set. An item's labels are whole numbers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LabelScheme.OneOf.class, name = "one-of"),
  @JsonSubTypes.Type(value = LabelScheme.AnyOf.class, name = "any-of"),
  @JsonSubTypes.Type(value = LabelScheme.Questions.class, name = "questions")
})
public sealed interface LabelScheme {

  /** Names of a network's outputs, in order. */
  List<String> outputs();

  /** How many numbers an item's labels are, and how many values each can take. */
  List<Integer> choices();

  /** What a network should give, one per output, 0 or 1. */
  float[] target(List<Integer> labels);

  /** One number per combination of labels that folds should spread evenly. */
  int stratum(List<Integer> labels);

  /**
   * @throws IllegalArgumentException if the labels are not of this scheme
   */
  default void require(List<Integer> labels) {
    List<Integer> choices = choices();
    boolean right = labels.size() == choices.size();
    for (int i = 0; right && i < choices.size(); i++) {
      right = labels.get(i) >= 0 && labels.get(i) < choices.get(i);
    }
    if (!right) {
      throw new IllegalArgumentException("labels " + labels + " where there are " + choices);
    }
  }

  private static void requireNames(List<String> names, int least) {
    if (names.size() < least || new HashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException("needs at least " + least + " distinct names: " + names);
    }
  }

  /** Exactly one class; the label is its index. */
  record OneOf(List<String> classes) implements LabelScheme {
    public OneOf {
      classes = List.copyOf(classes);
      requireNames(classes, 2);
    }

    @Override
    public List<String> outputs() {
      return classes;
    }

    @Override
    public List<Integer> choices() {
      return List.of(classes.size());
    }

    @Override
    public float[] target(List<Integer> labels) {
      float[] target = new float[classes.size()];
      target[labels.getFirst()] = 1;
      return target;
    }

    @Override
    public int stratum(List<Integer> labels) {
      return labels.getFirst();
    }
  }

  /** Any number of findings; the labels are 0 (absent) or 1 (present), one per finding. */
  record AnyOf(List<String> findings) implements LabelScheme {
    public AnyOf {
      findings = List.copyOf(findings);
      requireNames(findings, 1);
    }

    @Override
    public List<String> outputs() {
      return findings;
    }

    @Override
    public List<Integer> choices() {
      return findings.stream().map(finding -> 2).toList();
    }

    @Override
    public float[] target(List<Integer> labels) {
      float[] target = new float[findings.size()];
      for (int i = 0; i < target.length; i++) {
        target[i] = labels.get(i);
      }
      return target;
    }

    /** The first finding that is present, or the number of findings where none is. */
    @Override
    public int stratum(List<Integer> labels) {
      int first = labels.indexOf(1);
      return first < 0 ? findings.size() : first;
    }
  }

  /** Several questions with one answer each; the labels are the answers' indices. */
  record Questions(List<Question> questions) implements LabelScheme {
    public Questions {
      questions = List.copyOf(questions);
      requireNames(questions.stream().map(Question::name).toList(), 1);
    }

    @Override
    public List<String> outputs() {
      return questions.stream()
          .flatMap(q -> q.answers().stream().map(answer -> q.name() + "=" + answer))
          .toList();
    }

    @Override
    public List<Integer> choices() {
      return questions.stream().map(question -> question.answers().size()).toList();
    }

    @Override
    public float[] target(List<Integer> labels) {
      List<Integer> widths = choices();
      float[] target = new float[widths.stream().mapToInt(Integer::intValue).sum()];
      int[] from = {0};
      IntStream.range(0, widths.size())
          .forEach(
              i -> {
                target[from[0] + labels.get(i)] = 1;
                from[0] += widths.get(i);
              });
      return target;
    }

    /** The answer to the first question, the diagnosis. */
    @Override
    public int stratum(List<Integer> labels) {
      return labels.getFirst();
    }
  }

  /** A question and all its answers. */
  record Question(String name, List<String> answers) {
    public Question {
      answers = List.copyOf(answers);
      requireNames(answers, 2);
    }
  }
}
