package org.vigil.worklist.http;

import jakarta.enterprise.context.ApplicationScoped;
import org.vigil.platform.access.Callers;
import org.vigil.platform.access.SiteScope;
import org.vigil.platform.problem.ProblemException;
import org.vigil.worklist.study.UnknownStudy;
import org.vigil.worklist.view.Standing;
import org.vigil.worklist.view.WorklistView;

/**
 * The studies as one caller sees them: those of other sites are not there. Thread-safe; to be asked
 * on a thread that serves a request.
 */
@ApplicationScoped
class SeenStudies {
  private final WorklistView view;
  private final Callers callers;

  SeenStudies(WorklistView view, Callers callers) {
    this.view = view;
    this.callers = callers;
  }

  SiteScope scope() {
    return callers.current().sites();
  }

  /**
   * @throws ProblemException 404 where there is none that the caller sees
   */
  Standing find(String studyId) {
    return view.find(studyId)
        .filter(standing -> scope().includes(standing.entry().facts().orElseThrow().site()))
        .orElseThrow(UnknownStudy::problem);
  }

  /**
   * How long a browser may keep a picture. With sign-on on it asks each time whether it still may:
   * the next reader at the same desk may be of another site.
   *
   * @param unasked with sign-on off
   */
  String caching(String unasked) {
    return callers.signOn() ? "private, no-cache" : unasked;
  }

  /**
   * Stops a caller who may not erase a study. One that is not known here may be any site's: only
   * who sees every site may erase it.
   *
   * @throws ProblemException 404
   */
  void requireErasable(String studyId) {
    if (!(scope() instanceof SiteScope.Every)) {
      find(studyId);
    }
  }
}
