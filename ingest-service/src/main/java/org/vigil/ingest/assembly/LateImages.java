package org.vigil.ingest.assembly;

/** Told of images that somebody should look at, for they came very late. Thread-safe. */
@FunctionalInterface
public interface LateImages {

  /**
   * An image came for a study whose other images are no longer remembered: the revision that
   * follows does not have them.
   */
  void afterTheirStudyWasForgotten(String studyId);
}
