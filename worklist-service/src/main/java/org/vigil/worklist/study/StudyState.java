package org.vigil.worklist.study;

/** Where a study is on its way to a verdict. */
public enum StudyState {
  /** No model has spoken yet. */
  WAITING,
  SCORED,
  ABSTAINED,
  /** A reader gave a verdict on its latest revision. */
  READ
}
