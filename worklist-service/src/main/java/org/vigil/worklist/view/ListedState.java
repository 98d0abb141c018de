package org.vigil.worklist.view;

/** Which studies a page of the worklist shows. */
public enum ListedState {
  OPEN,
  READ
}
