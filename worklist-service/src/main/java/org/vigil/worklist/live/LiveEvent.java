package org.vigil.worklist.live;

/**
 * One event to every client.
 *
 * @param name study, read, ledger or reread
 * @param json its data
 */
public record LiveEvent(String name, String json) {
  /** Tells a client that it missed events and has to read the list again. */
  public static final LiveEvent REREAD = new LiveEvent("reread", "{}");
}
