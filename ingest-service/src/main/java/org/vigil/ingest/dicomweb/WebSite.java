package org.vigil.ingest.dicomweb;

import java.util.List;
import java.util.Optional;
import org.vigil.ingest.config.DicomSettings;
import org.vigil.ingest.dicom.association.Peer;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.word.Words;

/**
 * The site that is served by DICOMweb: everything that comes belongs to it, and only its own goes.
 */
public final class WebSite {
  private final Optional<Peer> peer;

  public WebSite(DicomSettings.Web settings) {
    this.peer =
        settings
            .site()
            .map(
                site ->
                    new Peer(
                        Optional.empty(),
                        List.of(),
                        new SiteId(site),
                        settings.kind().map(WebSite::kind),
                        Optional.empty()));
  }

  private static StudyKind kind(String word) {
    return Words.parse(StudyKind.class, word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "vigil.ingest.dicom.web.kind: the kind is one of "
                        + Words.list(StudyKind.class)));
  }

  /**
   * Who sends.
   *
   * @throws ProblemException 404 where no site is configured
   */
  Peer peer() {
    return peer.orElseThrow(
        () ->
            new ProblemException(
                Problem.of(
                    404,
                    "no-dicomweb",
                    "DICOMweb is off",
                    "no site is configured: vigil.ingest.dicom.web.site")));
  }

  SiteId site() {
    return peer().site();
  }
}
