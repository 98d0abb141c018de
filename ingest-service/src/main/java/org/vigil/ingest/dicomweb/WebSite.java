package org.vigil.ingest.dicomweb;

import java.util.List;
import java.util.Optional;
import org.vigil.ingest.config.DicomSettings;
import org.vigil.ingest.dicom.association.Peer;
import org.vigil.platform.access.Callers;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.word.Words;

/**
 * The site that is served by DICOMweb: everything that comes belongs to it, and only its own goes,
 * and that to callers of the site only.
 */
public final class WebSite {
  private final Optional<Peer> peer;
  private final Callers callers;

  public WebSite(DicomSettings.Web settings, Callers callers) {
    this.callers = callers;
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
   * @throws ProblemException 404 where no site is configured, 403 for a caller of another site
   */
  Peer peer() {
    Peer configured =
        peer.orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        404,
                        "no-dicomweb",
                        "DICOMweb is off",
                        "no site is configured: vigil.ingest.dicom.web.site")));
    callers.current().requireSite(configured.site().value());
    return configured;
  }

  SiteId site() {
    return peer().site();
  }
}
