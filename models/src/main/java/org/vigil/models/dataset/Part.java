package org.vigil.models.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a data set's item is used for. */
public enum Part {
  /** To learn from. */
  @JsonProperty("training")
  TRAINING,
  /** To choose by: weights, temperature, thresholds. */
  @JsonProperty("validation")
  VALIDATION,
  /** To report on, once. */
  @JsonProperty("test")
  TEST;

  /** Every word that published splits use, in lower case. */
  public static final Map<String, Part> WORDS =
      Map.of(
          "train", TRAINING,
          "training", TRAINING,
          "val", VALIDATION,
          "valid", VALIDATION,
          "validation", VALIDATION,
          "test", TEST,
          "testing", TEST);

  public static Optional<Part> of(String word) {
    return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
  }
}
