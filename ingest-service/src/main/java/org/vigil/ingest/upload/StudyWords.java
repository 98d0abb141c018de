package org.vigil.ingest.upload;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigil.ingest.decode.FileWords;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.word.Words;

/** What the sender and the files together say of a study; they must not contradict each other. */
final class StudyWords {
  private StudyWords() {}

  /**
   * The kind as which one file is taken: the sender's word, else the file's.
   *
   * @throws ProblemException 400 if neither says
   */
  static StudyKind kind(Upload upload, FileWords file) {
    return upload
        .kind()
        .or(file::kind)
        .orElseThrow(
            () ->
                UploadRules.invalid(
                    "kind", "say what the study is: one of " + Words.list(StudyKind.class)));
  }

  /**
   * The study's kind.
   *
   * @throws ProblemException 422 if its files are of several
   */
  static StudyKind kind(Upload upload, List<NormalisedPart> parts) {
    Set<StudyKind> kinds =
        parts.stream().map(part -> kind(upload, part.words())).collect(Collectors.toSet());
    if (kinds.size() > 1) {
      throw mixed("kinds", "the files are of several kinds: send each kind as a study of its own");
    }
    return kinds.iterator().next();
  }

  /** What an image shows: its sender's word, else the file's, else what is usual for the kind. */
  static ImageRole role(StudyKind kind, Upload.Part part, FileWords file) {
    return part.role().or(file::role).orElse(UploadRules.defaultRole(kind));
  }

  /**
   * Names the study by the sender's key, else by its DICOM name, else by its images; and by its
   * kind, so that what is sent as two kinds is two studies (docs/decisions/0014). The chest X-rays
   * need not say so.
   *
   * @throws ProblemException 422 if its files are of several DICOM studies
   */
  static StudyId studyId(Upload upload, StudyKind kind, List<NormalisedPart> parts) {
    StudyId named = named(upload, parts);
    return kind == StudyKind.CHEST_XRAY
        ? named
        // No key has a blank in it.
        : StudyId.ofSenderKey(upload.site(), named + " as " + Words.of(kind));
  }

  private static StudyId named(Upload upload, List<NormalisedPart> parts) {
    Set<String> uids =
        parts.stream()
            .flatMap(part -> part.words().studyInstanceUid().stream())
            .collect(Collectors.toSet());
    if (uids.size() > 1) {
      throw mixed(
          "studies", "the files have several Study Instance UIDs: send each study by itself");
    }
    return upload
        .key()
        .map(key -> StudyId.ofSenderKey(upload.site(), key))
        .or(
            () ->
                uids.stream()
                    .findFirst()
                    .map(uid -> StudyId.ofStudyInstanceUid(upload.site(), uid)))
        .orElseGet(
            () ->
                StudyId.ofImages(
                    upload.site(), parts.stream().map(part -> ImageId.of(part.digest())).toList()));
  }

  private static ProblemException mixed(String what, String detail) {
    return new ProblemException(
        Problem.of(422, "mixed-" + what, "More than one study", detail).about("image"));
  }
}
