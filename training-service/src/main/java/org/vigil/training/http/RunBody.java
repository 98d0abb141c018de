package org.vigil.training.http;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.vigil.platform.access.Callers;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.word.Words;
import org.vigil.training.run.RunRequest;
import org.vigil.training.trainer.Job;

/**
 * A wish for a run as a client sends it, not yet looked at; whatever it does not know is refused.
 */
public final class RunBody {
  static final int LONGEST_NAME = 100;
  private static final int LONGEST_REASON = 1_000;
  private static final Job.Recipe STANDARD = Job.Recipe.STANDARD;
  private static final int MOST_EPOCHS = 10_000;
  private static final int LARGEST_BATCH = 4_096;

  @JsonProperty private Optional<String> task = Optional.empty();
  @JsonProperty private String slot;
  @JsonProperty private Optional<String> bundle = Optional.empty();
  @JsonProperty private Optional<String> archive = Optional.empty();
  @JsonProperty private Optional<Set<String>> sites = Optional.empty();
  @JsonProperty private Optional<Instant> from = Optional.empty();
  @JsonProperty private Optional<Instant> until = Optional.empty();
  @JsonProperty private Optional<String> start = Optional.empty();
  @JsonProperty private Optional<String> network = Optional.empty();
  @JsonProperty private Optional<Integer> width = Optional.empty();
  @JsonProperty private Optional<Integer> epochs = Optional.empty();
  @JsonProperty private Optional<Integer> batch = Optional.empty();
  @JsonProperty private Optional<Double> rate = Optional.empty();
  @JsonProperty private Optional<Integer> patience = Optional.empty();
  @JsonProperty private Optional<Long> seed = Optional.empty();
  @JsonProperty private Optional<Double> falseAbstention = Optional.empty();
  @JsonProperty private String by;
  @JsonProperty private String reason;

  @JsonAnySetter
  void unknown(String name, Object value) {
    throw refused(name, "No run has a setting '" + name + "'.");
  }

  /**
   * @param callers say in whose name it is asked
   * @throws ProblemException 422 if something is wrong with it
   */
  static RunRequest checked(RunBody body, Callers callers) {
    if (body == null) {
      throw refused("body", "The body is missing.");
    }
    return body.checked(callers.signature(Optional.ofNullable(body.by)).orElse(null));
  }

  private RunRequest checked(String name) {
    return new RunRequest(
        word(Job.Task.class, "task", task.orElse("train")),
        text(slot, "slot", LONGEST_NAME),
        bundle,
        new RunRequest.Data(archive, sites.orElse(Set.of()), from, until),
        recipe(),
        text(name, "by", LONGEST_NAME),
        text(reason, "reason", LONGEST_REASON));
  }

  private Job.Recipe recipe() {
    double peak = rate.orElse(STANDARD.rate());
    if (!(peak >= 0 && peak <= 1)) {
      throw refused("rate", "A learning rate is 0 to 1.");
    }
    if (!falseAbstention.map(share -> share > 0 && share < 0.5).orElse(true)) {
      throw refused("falseAbstention", "A share above 0 and below 0.5.");
    }
    return new Job.Recipe(
        start.map(word -> word(Job.Start.class, "start", word)).orElse(STANDARD.start()),
        network,
        width,
        number("epochs", epochs.orElse(STANDARD.epochs()), MOST_EPOCHS),
        number("batch", batch.orElse(STANDARD.batch()), LARGEST_BATCH),
        peak,
        number("patience", patience.orElse(STANDARD.patience()), MOST_EPOCHS),
        seed.orElse(STANDARD.seed()),
        falseAbstention);
  }

  private static int number(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw refused(name, "1 to " + most + ".");
    }
    return value;
  }

  private static <E extends Enum<E>> E word(Class<E> type, String name, String word) {
    return Words.parse(type, word)
        .orElseThrow(() -> refused(name, "One of: " + Words.list(type) + "."));
  }

  static String text(String value, String name, int longest) {
    if (value == null || value.isBlank() || value.length() > longest) {
      throw refused(name, "1 to %d characters.".formatted(longest));
    }
    return value.strip();
  }

  private static ProblemException refused(String field, String detail) {
    return new ProblemException(
        Problem.of(422, "run-invalid", "Not a valid run", detail).about(field));
  }
}
