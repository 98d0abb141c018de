package org.vigil.worklist.answer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.worklist.study.FindingResult;
import org.vigil.worklist.study.HistoryEvent;

/** Everything about one study: its line of the worklist, and more. */
public record StudyDetail(
    @JsonUnwrapped @JsonIgnoreProperties("scores") StudyItem item,
    List<ImageAnswer> images,
    List<FindingResult> scores,
    Optional<String> preprocessing,
    Optional<String> thresholdsVersion,
    List<String> inputsUsed,
    List<String> inputsMissing,
    Map<String, String> metadata,
    Optional<Abstention> abstention,
    Optional<String> dataLicence,
    List<VerdictAnswer> verdicts,
    List<HistoryEvent> history) {

  /** One picture and where to get it. */
  public record ImageAnswer(
      String imageId,
      String role,
      String roleSource,
      int width,
      int height,
      int bitsPerSample,
      int channels,
      String href) {}

  /** Why there are no scores. */
  public record Abstention(String reason, String detail) {}
}
