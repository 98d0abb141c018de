package org.vigil.ingest.assembly;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Lets assembled studies leave the state store when nothing has come for them for long: first their
 * content, leaving the number of the last revision so that a late image cannot be taken for an
 * early one, then that too. Used by one stream thread.
 */
final class Departures {
  private static final int AT_ONCE = 1_000; // A stream thread must soon be back at its work.

  private final AssemblyRetention retention;
  private final KeyValueStore<String, Draft> drafts;
  private final KeyValueStore<String, Long> departures;

  /**
   * @param departures by time, then study: the revision that is to leave
   */
  Departures(
      AssemblyRetention retention,
      KeyValueStore<String, Draft> drafts,
      KeyValueStore<String, Long> departures) {
    this.retention = retention;
    this.drafts = drafts;
    this.departures = departures;
  }

  /** Each revision puts the departure of its study off; earlier dates then mean nothing. */
  void published(Draft draft, Instant now) {
    schedule(draft, now.plus(retention.content()));
  }

  /** Lets those leave whose time has come. */
  void leave(Instant now) {
    List<String> due = new ArrayList<>();
    try (KeyValueIterator<String, Long> dates =
        departures.range(key(Instant.EPOCH, ""), key(now, ""))) {
      while (dates.hasNext() && due.size() < AT_ONCE) {
        KeyValue<String, Long> date = dates.next();
        due.add(date.key);
        leave(date.key.substring(date.key.indexOf('/') + 1), date.value, now);
      }
    }
    due.forEach(departures::delete);
  }

  private void leave(String studyId, long revision, Instant now) {
    Draft draft = drafts.get(studyId);
    if (draft == null || draft.content().getRevision() != revision || draft.pending()) {
      return; // It has changed, and its later date stands.
    }
    if (draft.isForgotten()) {
      drafts.delete(studyId);
    } else {
      drafts.put(studyId, draft.forgotten());
      schedule(draft, now.plus(retention.revision()));
    }
  }

  private void schedule(Draft draft, Instant at) {
    departures.put(key(at, draft.content().getStudyId()), (long) draft.content().getRevision());
  }

  private static String key(Instant at, String studyId) {
    return "%015d/%s".formatted(at.toEpochMilli(), studyId);
  }
}
