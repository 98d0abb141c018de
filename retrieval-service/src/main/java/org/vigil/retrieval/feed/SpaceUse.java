package org.vigil.retrieval.feed;

/** What an embedding space is used for. */
public enum SpaceUse {
  /** Of the slot's active bundle: look-ups are made here. */
  SERVING,
  /** Of the slot's shadow bundle: it may serve next. */
  NEXT,
  /** Of a bundle that the slot no longer uses; older studies may still be compared here. */
  FORMER
}
