package org.vigil.worklist.http;

/** Which studies a page of the worklist shows. */
enum ListedState {
  OPEN,
  READ
}
