package org.vigil.worklist.verdict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.worklist.config.WorklistSettings;
import org.vigil.worklist.study.Verdict;

/** What a verdict must be like; anything else is a 422 that says what to change. Thread-safe. */
final class VerdictRules {
  private final WorklistSettings.Verdicts limits;

  VerdictRules(WorklistSettings.Verdicts limits) {
    this.limits = limits;
  }

  String reader(Optional<String> said) {
    return text("reader", said, limits.maxReaderLength())
        .orElseThrow(() -> refused("reader", "A verdict needs its reader."));
  }

  Optional<String> diagnosis(VerdictRequest request) {
    return text("diagnosis", request.diagnosis(), limits.maxDiagnosisLength());
  }

  Optional<String> note(VerdictRequest request) {
    return text("note", request.note(), limits.maxNoteLength());
  }

  /**
   * @param latest the study's latest revision
   */
  int revision(VerdictRequest request, int latest) {
    int revision = request.revision().orElse(latest);
    if (revision < 1 || revision > latest) {
      throw refused("revision", "The study has revisions 1 to " + latest + ".");
    }
    return revision;
  }

  /**
   * @param known findings that a verdict on this study can name
   */
  List<Verdict.Finding> findings(VerdictRequest request, Set<String> known) {
    List<VerdictRequest.Finding> said = request.findings().orElse(List.of());
    if (said.size() > limits.maxFindings()) {
      throw refused("findings", "At most " + limits.maxFindings() + " findings.");
    }
    List<Verdict.Finding> findings = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (VerdictRequest.Finding finding : said) {
      Verdict.Finding checked = finding(finding, known);
      if (!names.add(checked.finding())) {
        throw refused("findings", "'" + checked.finding() + "' stands twice.");
      }
      findings.add(checked);
    }
    return findings;
  }

  private static Verdict.Finding finding(VerdictRequest.Finding said, Set<String> known) {
    if (said == null || said.finding().isEmpty() || said.present().isEmpty()) {
      throw refused("findings", "Each finding needs 'finding' and 'present' (true or false).");
    }
    String name = said.finding().get();
    if (!known.contains(name)) {
      throw refused(
          "findings", "Neither the study's bundle nor the triage policy knows this finding.");
    }
    return new Verdict.Finding(name, said.present().get());
  }

  /** Blank text is no text. */
  private static Optional<String> text(String field, Optional<String> said, int longest) {
    Optional<String> text = said.map(String::strip).filter(t -> !t.isEmpty());
    if (text.isPresent() && text.get().length() > longest) {
      throw refused(field, "At most " + longest + " characters.");
    }
    return text;
  }

  static ProblemException nothingToTakeBack() {
    return new ProblemException(
        Problem.of(
                404,
                "unknown-verdict",
                "No such verdict",
                "This reader has given no verdict on this study.")
            .about("reader"));
  }

  static ProblemException refused(String field, String detail) {
    return new ProblemException(
        Problem.of(422, "verdict-invalid", "Not a valid verdict", detail).about(field));
  }
}
