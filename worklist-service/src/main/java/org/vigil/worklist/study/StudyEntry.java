package org.vigil.worklist.study;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;

/**
 * Everything that the worklist knows of one study. Immutable; each event gives the next entry, and
 * an event that says nothing new gives the same one.
 *
 * @param format of this record's JSON; fields are only ever added under one number
 * @param studyId its id
 * @param facts absent while only a verdict has come
 * @param word the latest model's word
 * @param placement where it belongs; present when the facts are
 * @param verdicts in the order they were given
 * @param history oldest first, bounded
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StudyEntry(
    int format,
    String studyId,
    Optional<StudyFacts> facts,
    Optional<ModelWord> word,
    Optional<Placement> placement,
    List<Verdict> verdicts,
    List<HistoryEvent> history) {
  /** The format that this build writes. */
  public static final int FORMAT = 1;

  public StudyEntry {
    verdicts = List.copyOf(verdicts);
    history = List.copyOf(history);
  }

  /** A study of which nothing is known yet. */
  public static StudyEntry unknown(String studyId) {
    return new StudyEntry(
        FORMAT,
        studyId,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** A study that was read, left the worklist, and comes back. */
  public static StudyEntry returning(String studyId, Departure departure) {
    StudyEntry unknown = unknown(studyId);
    return unknown.with(unknown.facts, unknown.word, unknown.verdicts, History.of(departure));
  }

  /** The study can be scored, in this revision. */
  public StudyEntry ready(StudyReady event, Instant seenAt) {
    return withFacts(StudyFacts.of(event, seenAt));
  }

  /** A model spoke. */
  public StudyEntry scored(StudyScored event, Instant seenAt) {
    StudyEntry known = withFacts(StudyFacts.of(event, seenAt));
    ModelWord said = ModelWord.of(event);
    if (word.isPresent() && !said.supersedes(word.get())) {
      return known;
    }
    return known.with(known.facts, Optional.of(said), verdicts, History.of(said));
  }

  /** A reader gave a verdict. */
  public StudyEntry verdict(VerdictGiven event) {
    Verdict given = Verdict.of(event);
    if (verdicts.stream().anyMatch(v -> v.verdictId().equals(given.verdictId()))) {
      return this;
    }
    return with(
        facts,
        word,
        History.insert(verdicts, given, Comparator.comparing(Verdict::givenAt)),
        History.of(given));
  }

  /** The same study before any model spoke. */
  public StudyEntry withoutWord() {
    return new StudyEntry(format, studyId, facts, Optional.empty(), placement, verdicts, history);
  }

  /** Puts the study in its place. */
  public StudyEntry placed(Placement next) {
    return placement.equals(Optional.of(next))
        ? this
        : new StudyEntry(format, studyId, facts, word, Optional.of(next), verdicts, history);
  }

  private StudyEntry withFacts(StudyFacts said) {
    StudyFacts next = facts.map(known -> known.merge(said)).orElse(said);
    if (facts.equals(Optional.of(next))) {
      return this;
    }
    boolean sameRevision = facts.map(known -> known.revision() == next.revision()).orElse(false);
    return with(
        Optional.of(next), word, verdicts, sameRevision ? List.of() : History.of(next, facts));
  }

  private StudyEntry with(
      Optional<StudyFacts> nextFacts,
      Optional<ModelWord> nextWord,
      List<Verdict> nextVerdicts,
      List<HistoryEvent> happened) {
    return new StudyEntry(
        format,
        studyId,
        nextFacts,
        nextWord,
        placement,
        nextVerdicts,
        History.append(history, happened));
  }

  /** Whether it can be shown: its facts are known. */
  @JsonIgnore
  public boolean isKnown() {
    return facts.isPresent();
  }

  public StudyState state() {
    if (readAt().isPresent()) {
      return StudyState.READ;
    }
    return word.map(StudyEntry::stateAfter).orElse(StudyState.WAITING);
  }

  private static StudyState stateAfter(ModelWord word) {
    return switch (word) {
      case ModelWord.Scores ignored -> StudyState.SCORED;
      case ModelWord.Silence ignored -> StudyState.ABSTAINED;
    };
  }

  /**
   * When the latest revision was read; empty while it waits for a reader. Images that came after
   * the verdict re-open the study, and so does a reader who takes the only verdict back.
   */
  public Optional<Instant> readAt() {
    return verdicts.stream()
        .filter(v -> !isTakenBack(v))
        .filter(v -> facts.map(f -> v.revision() >= f.revision()).orElse(true))
        .map(Verdict::givenAt)
        .max(Comparator.naturalOrder());
  }

  /** Whether it, or a later word of its reader, says nothing any more. */
  private boolean isTakenBack(Verdict verdict) {
    return verdicts.stream()
        .dropWhile(v -> !v.verdictId().equals(verdict.verdictId()))
        .anyMatch(v -> v.withdrawn() && v.reader().equals(verdict.reader()));
  }

  /** A reader's last word, which may be that they took back the one before. */
  public Optional<Verdict> latestOf(String reader) {
    return verdicts.stream()
        .filter(v -> v.reader().equals(reader))
        .reduce((earlier, later) -> later);
  }
}
