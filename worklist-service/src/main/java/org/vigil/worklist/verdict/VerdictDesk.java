package org.vigil.worklist.verdict;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.FindingVerdict;
import org.vigil.schemas.event.VerdictGiven;
import org.vigil.schemas.id.Sha256;
import org.vigil.worklist.config.WorklistSettings;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.study.ModelWord;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.UnknownStudy;
import org.vigil.worklist.study.Verdict;
import org.vigil.worklist.view.BundleNotes;
import org.vigil.worklist.view.Standing;
import org.vigil.worklist.view.WorklistView;

/** Checks a verdict or its withdrawal, publishes it, and waits until it shows. Thread-safe. */
public final class VerdictDesk {
  private static final String SOURCE = "/vigil/worklist";

  /** Verdicts on one study come one after the other, so that each sees the one it amends. */
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

  private final WorklistView view;
  private final BundleNotes notes;
  private final TriagePolicy policy;
  private final VerdictPublisher publisher;
  private final WorklistSettings.Verdicts settings;
  private final VerdictRules rules;
  private final Clock clock;

  public VerdictDesk(
      WorklistView view,
      BundleNotes notes,
      TriagePolicy policy,
      VerdictPublisher publisher,
      WorklistSettings.Verdicts settings,
      Clock clock) {
    this.view = view;
    this.notes = notes;
    this.policy = policy;
    this.publisher = publisher;
    this.settings = settings;
    this.rules = new VerdictRules(settings);
    this.clock = clock;
  }

  /**
   * @throws ProblemException 404 for an unknown study, 422 for an invalid verdict
   * @throws BrokerUnavailableException if the broker does not acknowledge; the verdict may be given
   *     again
   */
  public Verdict give(String studyId, VerdictRequest request) {
    return oneAtATime(
        studyId,
        study -> {
          Verdict verdict = verdict(study, request);
          Optional<Verdict> earlier = study.latestOf(verdict.reader());
          return earlier.filter(verdict::saysTheSameAs).orElseGet(() -> publish(study, verdict));
        });
  }

  /**
   * Takes back what a reader said; with no other reader's verdict the study waits again, where it
   * stood. Taking back twice is taking back once.
   *
   * @throws ProblemException 404 for an unknown study or a reader who gave no verdict on it, 422
   *     without a reader
   * @throws BrokerUnavailableException if the broker does not acknowledge; it may be taken back
   *     again
   */
  public Verdict takeBack(String studyId, Optional<String> reader) {
    String name = rules.reader(reader);
    return oneAtATime(
        studyId,
        study -> {
          Verdict last = study.latestOf(name).orElseThrow(VerdictRules::nothingToTakeBack);
          return last.withdrawn() ? last : publish(study, withdrawal(study, last));
        });
  }

  private Verdict oneAtATime(String studyId, Function<StudyEntry, Verdict> action) {
    ReentrantLock lock = locks[Math.floorMod(studyId.hashCode(), locks.length)];
    lock.lock();
    try {
      return action.apply(study(studyId));
    } finally {
      lock.unlock();
    }
  }

  private StudyEntry study(String studyId) {
    return view.find(studyId).map(Standing::entry).orElseThrow(UnknownStudy::problem);
  }

  private Verdict verdict(StudyEntry study, VerdictRequest request) {
    String reader = rules.reader(request.reader());
    Optional<String> diagnosis = rules.diagnosis(request);
    Optional<String> note = rules.note(request);
    List<Verdict.Finding> findings = rules.findings(request, knownFindings(study));
    if (diagnosis.isEmpty() && note.isEmpty() && findings.isEmpty()) {
      throw VerdictRules.refused(
          "diagnosis", "A verdict says something: a diagnosis, a finding or a note.");
    }
    int revision = rules.revision(request, study.facts().orElseThrow().revision());
    Optional<Verdict> earlier = study.latestOf(reader);
    Optional<String> amends = earlier.map(Verdict::verdictId);
    String id = id(study, revision, reader, diagnosis, findings, note, amends);
    return new Verdict(
        id, revision, reader, diagnosis, findings, note, after(earlier), amends, false);
  }

  private Verdict withdrawal(StudyEntry study, Verdict last) {
    Optional<String> nothing = Optional.empty();
    String id = id(study, "taken back", last.verdictId());
    return new Verdict(
        id,
        last.revision(),
        last.reader(),
        nothing,
        List.of(),
        nothing,
        after(Optional.of(last)),
        Optional.of(last.verdictId()),
        true);
  }

  /**
   * Now, but after the reader's earlier word whatever the clocks say: who follows sorts by time.
   */
  private Instant after(Optional<Verdict> earlier) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return earlier
        .map(word -> word.givenAt().plusMillis(1))
        .filter(least -> least.isAfter(now))
        .orElse(now);
  }

  /** The same verdict sent twice, before either shows, has one id. */
  private static String id(StudyEntry study, Object... parts) {
    return "v" + Sha256.of(study.studyId() + "\n" + List.of(parts)).hex().substring(0, 32);
  }

  private Set<String> knownFindings(StudyEntry study) {
    Set<String> known = new HashSet<>(policy.findings());
    known.addAll(notes.of(study.word().flatMap(ModelWord::by)).findings());
    if (study.word().orElse(null) instanceof ModelWord.Scores scores) {
      scores.findings().forEach(finding -> known.add(finding.finding()));
    }
    return known;
  }

  private Verdict publish(StudyEntry study, Verdict verdict) {
    VerdictGiven event = event(study, verdict);
    Envelope envelope =
        Envelope.about(
            study.studyId(), "verdict/" + verdict.verdictId(), SOURCE, verdict.givenAt());
    try {
      publisher.publish(event, envelope).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof BrokerUnavailableException unavailable ? unavailable : e;
    }
    view.await(
        study.studyId(),
        entry ->
            entry.verdicts().stream().anyMatch(v -> v.verdictId().equals(event.getVerdictId())),
        settings.visibleWithin());
    return verdict;
  }

  private static VerdictGiven event(StudyEntry study, Verdict verdict) {
    return VerdictGiven.newBuilder()
        .setVerdictId(verdict.verdictId())
        .setStudyId(study.studyId())
        .setRevision(verdict.revision())
        .setReader(verdict.reader())
        .setDiagnosis(verdict.diagnosis().orElse(null))
        .setFindings(
            verdict.findings().stream()
                .map(f -> new FindingVerdict(f.finding(), f.present()))
                .toList())
        .setNote(verdict.note().orElse(null))
        .setAmends(verdict.amends().orElse(null))
        .setGivenAt(verdict.givenAt())
        .setWithdrawn(verdict.withdrawn())
        .build();
  }
}
