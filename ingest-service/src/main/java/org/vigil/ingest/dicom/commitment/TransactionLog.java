package org.vigil.ingest.dicom.commitment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;

/** The requests whose reports have not been taken yet, in the identity bucket. Thread-safe. */
public final class TransactionLog {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final ObjectStore store;

  public TransactionLog(ObjectStore store) {
    this.store = store;
  }

  /** Puts a request on record; durable on return. */
  void add(Transaction transaction) {
    try {
      store.put(key(transaction), JSON.writeValueAsBytes(transaction), "application/json");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Strikes a request off the record. */
  void remove(Transaction transaction) {
    store.delete(key(transaction));
  }

  /** What is on record, of all sites. */
  List<Transaction> all() {
    return store.list(Bucket.IDENTITY, ObjectKeys.COMMITMENTS_PREFIX).stream()
        .map(this::read)
        .toList();
  }

  private Transaction read(ObjectKey key) {
    try {
      return JSON.readValue(store.get(key), Transaction.class);
    } catch (IOException e) {
      throw new UncheckedIOException("a commitment on record cannot be read", e);
    }
  }

  private static ObjectKey key(Transaction transaction) {
    return ObjectKeys.commitment(
        new SiteId(transaction.site()),
        Sha256.of(transaction.requestor() + "\n" + transaction.transactionUid()));
  }
}
