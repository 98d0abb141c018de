package org.vigil.inference.model;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What is wrong with slots' models, for people. Thread-safe. */
final class SlotTroubles {
  private static final String RELOAD = "the model was taken out of memory and cannot be loaded: ";

  private final Map<String, String> bySlot = new ConcurrentHashMap<>();

  void note(String slot, String trouble) {
    bySlot.put(slot, trouble);
  }

  void noteReload(String slot, Throwable cause) {
    note(slot, RELOAD + reason(cause));
  }

  /** A model that was away is back: that trouble is over, and no other. */
  void reloaded(String slot) {
    bySlot.computeIfPresent(slot, (s, trouble) -> trouble.startsWith(RELOAD) ? null : trouble);
  }

  void over(String slot) {
    bySlot.remove(slot);
  }

  Map<String, String> all() {
    return new TreeMap<>(bySlot);
  }

  static String reason(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
