package org.vigil.worklist.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.vigil.worklist.study.EntryCodec;

/**
 * A walk over a store in slices, so that events never wait long for it. What is added behind the
 * walk is not seen; what is added before it is. Not thread-safe.
 */
final class StoreWalk<T> {
  private final KeyValueStore<String, byte[]> store;
  private final EntryCodec<T> codec;
  private String from;
  private boolean done;

  StoreWalk(KeyValueStore<String, byte[]> store, EntryCodec<T> codec) {
    this.store = store;
    this.codec = codec;
  }

  boolean isDone() {
    return done;
  }

  /** The next values by key, in the keys' order; the store may be changed before the next slice. */
  Map<String, T> next(int size) {
    Map<String, T> slice = new LinkedHashMap<>();
    try (KeyValueIterator<String, byte[]> rest = store.range(from, null)) {
      while (rest.hasNext() && slice.size() < size) {
        KeyValue<String, byte[]> stored = rest.next();
        slice.put(stored.key, codec.decode(stored.value));
      }
      done = !rest.hasNext();
      if (!done) {
        from = rest.peekNextKey();
      }
    }
    return slice;
  }
}
