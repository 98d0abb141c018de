package org.vigil.ingest.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.vigil.ingest.decode.Decoders;
import org.vigil.ingest.normalise.Picture;
import org.vigil.ingest.quality.CaptureQuality;
import org.vigil.ingest.quality.QualityCheck;
import org.vigil.ingest.refusal.RefusalDesk;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;

/**
 * Tells of a file what would become of it, while it can still be taken again. Nothing is kept,
 * published or counted. Thread-safe.
 */
public final class PhotographCheck {
  private final Decoders decoders;
  private final QualityCheck quality;

  public PhotographCheck(Decoders decoders, QualityCheck quality) {
    this.decoders = decoders;
    this.quality = quality;
  }

  /**
   * @param quality of a photograph of skin or tongue
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Report(int width, int height, Optional<CaptureQuality> quality) {}

  /**
   * @param kind as the sender says it; null where DICOM says it
   * @param role as the sender says it; null for the kind's usual one
   * @throws ProblemException as a study of this file would be refused
   */
  public Report report(Path file, String kind, String role)
      throws IOException, InterruptedException {
    Optional<StudyKind> study = UploadRules.word(StudyKind.class, "kind", kind);
    Optional<ImageRole> shown = UploadRules.word(ImageRole.class, "role", role);
    try {
      return decoders.decode(
          file,
          decoded -> {
            StudyKind of =
                study
                    .or(decoded.words()::kind)
                    .orElseThrow(() -> UploadRules.invalid("kind", "say what the study is"));
            Picture picture = decoded.picture().as(of);
            return new Report(
                picture.width(),
                picture.height(),
                quality.check(picture, shown.orElseGet(() -> UploadRules.defaultRole(of))));
          });
    } catch (RefusedException e) {
      throw new ProblemException(RefusalDesk.problem("image", e));
    }
  }
}
