package org.vigil.worklist.answer;

import java.util.List;
import java.util.Optional;
import org.vigil.schemas.word.Words;
import org.vigil.worklist.study.BundleName;
import org.vigil.worklist.study.FindingResult;
import org.vigil.worklist.study.ModelWord;
import org.vigil.worklist.study.Placement;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.StudyFacts;
import org.vigil.worklist.study.StudyImage;
import org.vigil.worklist.view.BundleNotes;
import org.vigil.worklist.view.Cursor;
import org.vigil.worklist.view.Page;
import org.vigil.worklist.view.Standing;

/** Says what the view knows as answers. Thread-safe. */
public final class Answers {
  private final BundleNotes notes;

  public Answers(BundleNotes notes) {
    this.notes = notes;
  }

  public WorklistPage page(Page page) {
    return new WorklistPage(
        page.now(),
        page.total(),
        page.next().map(Cursor::token),
        page.studies().stream().map(this::item).toList());
  }

  public StudyItem item(Standing standing) {
    StudyEntry entry = standing.entry();
    StudyFacts facts = entry.facts().orElseThrow();
    Placement placement = entry.placement().orElseThrow();
    Optional<BundleName> bundle = entry.word().flatMap(ModelWord::by);
    return new StudyItem(
        entry.studyId(),
        Words.of(facts.kind()),
        facts.site(),
        Words.of(placement.urgency()),
        standing.position(),
        placement.reason(),
        facts.receivedAt(),
        placement.dueAt(),
        standing.overdue(),
        Words.of(entry.state()),
        facts.revision(),
        findings(entry).stream().map(Answers::score).toList(),
        bundle,
        notes.of(bundle).notice(),
        facts.images().stream().findFirst().map(image -> href(entry, image)));
  }

  public StudyDetail detail(Standing standing) {
    StudyEntry entry = standing.entry();
    StudyFacts facts = entry.facts().orElseThrow();
    Optional<ModelWord.Scores> scores =
        entry.word().map(w -> w instanceof ModelWord.Scores s ? s : null);
    return new StudyDetail(
        item(standing),
        facts.images().stream().map(image -> image(entry, image)).toList(),
        findings(entry),
        scores.map(ModelWord.Scores::preprocessing),
        scores.map(ModelWord.Scores::thresholdsVersion),
        scores.map(ModelWord.Scores::inputsUsed).orElse(List.of()),
        scores.map(ModelWord.Scores::inputsMissing).orElse(List.of()),
        facts.metadata(),
        entry.word().flatMap(Answers::abstention),
        notes.of(entry.word().flatMap(ModelWord::by)).dataLicence(),
        entry.verdicts().stream().map(VerdictAnswer::of).toList(),
        entry.history());
  }

  private static List<FindingResult> findings(StudyEntry entry) {
    return entry
        .word()
        .map(word -> word instanceof ModelWord.Scores scores ? scores.findings() : null)
        .orElse(List.of());
  }

  private static StudyItem.Score score(FindingResult finding) {
    return new StudyItem.Score(finding.finding(), finding.score(), finding.threshold());
  }

  private static Optional<StudyDetail.Abstention> abstention(ModelWord word) {
    return word instanceof ModelWord.Silence silence
        ? Optional.of(new StudyDetail.Abstention(silence.reason(), silence.detail()))
        : Optional.empty();
  }

  private static StudyDetail.ImageAnswer image(StudyEntry entry, StudyImage image) {
    return new StudyDetail.ImageAnswer(
        image.imageId(),
        Words.of(image.role()),
        Words.of(image.roleSource()),
        image.width(),
        image.height(),
        image.bitsPerSample(),
        image.channels(),
        href(entry, image));
  }

  private static String href(StudyEntry entry, StudyImage image) {
    return "/api/studies/%s/images/%s".formatted(entry.studyId(), image.imageId());
  }
}
