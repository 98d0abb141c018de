package org.vigil.training.feedback;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.event.StudyOrigin;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;
import org.vigil.schemas.word.Words;

/**
 * All that training knows of one study. Events may come in any order between topics; each gives the
 * next state. Immutable.
 *
 * @param studyId opaque
 * @param facts what came from ingest; empty until it did
 * @param shown the bundle's word that readers saw; empty where none did
 * @param scoredRevision of the newest word or silence, 0 before any
 * @param shadow what the shadow bundle said
 * @param verdicts the last word of each reader by reader
 * @param erased whether the study may not be used any more; nothing else is known of it then
 */
public record LabelledCase(
    String studyId,
    Optional<Facts> facts,
    Optional<ModelWord> shown,
    int scoredRevision,
    Optional<ModelWord> shadow,
    Map<String, ReaderVerdict> verdicts,
    boolean erased) {

  /**
   * What the study is.
   *
   * @param revision from 1
   * @param site the tenant
   * @param kind as a word
   * @param metadata by published name
   * @param receivedAt its first image
   * @param origin whose it is, in so far as that may be known
   */
  public record Facts(
      int revision,
      String site,
      String kind,
      Map<String, String> metadata,
      List<CaseImage> images,
      Instant receivedAt,
      Origin origin) {

    static Facts of(StudyReady event) {
      return new Facts(
          event.getRevision(),
          event.getSite(),
          Words.of(event.getKind()),
          Map.copyOf(event.getMetadata()),
          event.getImages().stream().map(CaseImage::of).toList(),
          event.getReceivedAt(),
          Origin.of(event.getOrigin()));
    }

    static Facts of(StudyScored event) {
      return new Facts(
          event.getRevision(),
          event.getSite(),
          Words.of(event.getKind()),
          Map.copyOf(event.getMetadata()),
          event.getImages().stream().map(CaseImage::of).toList(),
          event.getReceivedAt(),
          Origin.of(event.getOrigin()));
    }
  }

  /**
   * Where a study comes from.
   *
   * @param patient keyed digest, equal for studies of one patient; empty where nobody said
   * @param device the maker's name of the model
   * @param reuse whether the patient agreed that it serves others
   */
  public record Origin(Optional<String> patient, Optional<String> device, Optional<Boolean> reuse) {
    static Origin of(StudyOrigin told) {
      return told == null
          ? new Origin(Optional.empty(), Optional.empty(), Optional.empty())
          : new Origin(
              Optional.ofNullable(told.getPatient()),
              Optional.ofNullable(told.getDevice()),
              Optional.ofNullable(told.getReuse()));
    }
  }

  /** A study of which nothing is known yet. */
  public static LabelledCase unknown(String studyId) {
    return new LabelledCase(
        studyId, Optional.empty(), Optional.empty(), 0, Optional.empty(), Map.of(), false);
  }

  public LabelledCase with(StudyReady event) {
    return withFacts(Facts.of(event));
  }

  public LabelledCase with(StudyScored event) {
    LabelledCase told = withFacts(Facts.of(event));
    if (erased || event.getRevision() < scoredRevision) {
      return told;
    }
    Optional<ModelWord> word =
        event.getOutcome() instanceof Scored scored
            ? Optional.of(ModelWord.of(scored))
            : Optional.empty();
    return new LabelledCase(
        studyId,
        told.facts,
        word,
        event.getRevision(),
        Optional.ofNullable(event.getShadow()).map(ModelWord::of),
        verdicts,
        false);
  }

  private LabelledCase withFacts(Facts told) {
    boolean older = facts.filter(known -> known.revision() > told.revision()).isPresent();
    return erased || older
        ? this
        : new LabelledCase(
            studyId, Optional.of(told), shown, scoredRevision, shadow, verdicts, false);
  }

  /** A reader's later verdict replaces the earlier one; one that comes late changes nothing. */
  public LabelledCase with(VerdictGiven event) {
    ReaderVerdict verdict = ReaderVerdict.of(event);
    ReaderVerdict known = verdicts.get(verdict.reader());
    if (erased || (known != null && known.givenAt().isAfter(verdict.givenAt()))) {
      return this;
    }
    Map<String, ReaderVerdict> next = new TreeMap<>(verdicts);
    next.put(verdict.reader(), verdict);
    return new LabelledCase(studyId, facts, shown, scoredRevision, shadow, next, false);
  }

  /** The study may not be used any more, and all that was known of it goes. */
  public LabelledCase with(StudyErased event) {
    return new LabelledCase(
        studyId, Optional.empty(), Optional.empty(), 0, Optional.empty(), Map.of(), true);
  }

  /** Whether a reader's word and the study itself are known, and it may be used. */
  @JsonIgnore
  public boolean isLabelled() {
    return !erased
        && facts.filter(known -> known.origin().reuse().orElse(true)).isPresent()
        && verdicts.values().stream().anyMatch(verdict -> !verdict.withdrawn());
  }

  /** How readers voted, by finding. */
  public Map<String, FindingLabel> labels() {
    Map<String, FindingLabel> labels = new TreeMap<>();
    for (ReaderVerdict verdict : verdicts.values()) {
      verdict
          .findings()
          .forEach(
              (finding, present) ->
                  labels.put(
                      finding, labels.getOrDefault(finding, FindingLabel.NONE).and(present)));
    }
    return labels;
  }

  /** When the last verdict that stands was given. */
  public Optional<Instant> lastVerdict() {
    return verdicts.values().stream()
        .filter(verdict -> !verdict.withdrawn())
        .map(ReaderVerdict::givenAt)
        .max(Instant::compareTo);
  }
}
