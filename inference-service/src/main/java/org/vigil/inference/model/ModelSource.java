package org.vigil.inference.model;

import java.util.Optional;

/** Says which models a study is looked at with. */
@FunctionalInterface
public interface ModelSource {
  /**
   * @return models that stay open until the lease is closed; empty where there are none
   */
  Optional<ModelLease> lease(String slot, String studyId) throws InterruptedException;
}
