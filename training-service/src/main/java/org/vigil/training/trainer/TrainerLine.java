package org.vigil.training.trainer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import org.vigil.training.document.Documents;

/** What a trainer tells the process that started it, a line of JSON each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "say")
@JsonSubTypes({
  @Type(value = TrainerLine.Planned.class, name = "planned"),
  @Type(value = TrainerLine.Stepped.class, name = "stepped"),
  @Type(value = TrainerLine.EpochDone.class, name = "epoch"),
  @Type(value = TrainerLine.Unreadable.class, name = "unreadable"),
  @Type(value = TrainerLine.Evaluating.class, name = "evaluating"),
  @Type(value = TrainerLine.Done.class, name = "done"),
  @Type(value = TrainerLine.Refused.class, name = "refused")
})
public sealed interface TrainerLine {
  /** Begins the lines that are meant for us; libraries may write others. */
  String MARK = "@vigil ";

  /** What is ahead; steps in all. */
  record Planned(int epochs, long steps) implements TrainerLine {}

  /** Steps taken so far, and the rate of the last one. */
  record Stepped(long step, double rate) implements TrainerLine {}

  /** An epoch is over and on the disk; loss is absent for a mean of weights. */
  record EpochDone(int number, Optional<Double> loss, double validation) implements TrainerLine {}

  /** Pictures that are missing or cannot be read, of how many, and the first of their digests. */
  record Unreadable(int count, int of, List<String> first) implements TrainerLine {}

  /** Training is over. */
  record Evaluating(int cases) implements TrainerLine {}

  /** All results are in the folder. */
  record Done() implements TrainerLine {}

  /** The job cannot be done, and doing it again would not help; why. */
  record Refused(String reason) implements TrainerLine {}

  /** The line that says this. */
  default String text() {
    return MARK + Documents.line(this);
  }

  /** What a line says, if it is one of ours. */
  static Optional<TrainerLine> parse(String text) {
    return text.startsWith(MARK)
        ? Optional.of(
            Documents.read(
                text.substring(MARK.length()).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                TrainerLine.class))
        : Optional.empty();
  }
}
