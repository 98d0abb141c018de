package org.vigil.ingest.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;

/**
 * Orders, their images and their patients as objects of the identity bucket, under digests of the
 * numbers that name them. Durable on return. Thread-safe; of two messages about one order at the
 * same moment, the later writer's stands.
 */
public final class OrderBook {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final String MEDIA_TYPE = "application/json";
  private static final String ORDER = "order.json";

  private final EventCodec<ImageNormalised> codec = EventCodec.of(ImageNormalised.class);
  private final ObjectStore store;

  public OrderBook(ObjectStore store) {
    this.store = store;
  }

  Optional<OrderRecord> order(SiteId site, Sha256 accession) {
    return get(ObjectKeys.order(site, accession, ORDER), OrderRecord.class);
  }

  void put(SiteId site, Sha256 accession, OrderRecord order) {
    put(ObjectKeys.order(site, accession, ORDER), order);
    if (order.patientId() != null) {
      put(patient(site, order.patientId(), "orders/" + accession), Map.of());
    }
  }

  /** Remembers that an image came under an order, with the event that announces it. */
  void link(SiteId site, Sha256 accession, ImageNormalised event) {
    store.put(
        ObjectKeys.order(site, accession, imageName(event)),
        codec.encode(event),
        "application/octet-stream");
  }

  private static String imageName(ImageNormalised event) {
    return "images/%s-%s".formatted(event.getStudyId(), event.getImage().getImageId());
  }

  /** The events of the images that came under an order. */
  List<ImageNormalised> images(SiteId site, Sha256 accession) {
    return store.list(Bucket.IDENTITY, ObjectKeys.order(site, accession, "images/").key()).stream()
        .map(key -> codec.decode(store.get(key)))
        .toList();
  }

  /**
   * The keys that hang on a study which came under an order: the links of its images; and, where no
   * other study's images came under it, the order; and, where the patient has no other order, the
   * patient.
   */
  public List<ObjectKey> traces(SiteId site, String accessionNumber, StudyId study) {
    Sha256 accession = OrderDesk.digest(accessionNumber);
    String folder = ObjectKeys.order(site, accession, "images/").key();
    List<ObjectKey> links = store.list(Bucket.IDENTITY, folder);
    List<ObjectKey> traces =
        new ArrayList<>(
            links.stream().filter(key -> key.key().startsWith(folder + study + "-")).toList());
    if (!traces.isEmpty() && traces.size() == links.size()) {
      Optional<String> patient = order(site, accession).map(OrderRecord::patientId);
      patient.ifPresent(id -> traces.addAll(patientTraces(site, id, accession)));
      traces.add(ObjectKeys.order(site, accession, ORDER));
    }
    return traces;
  }

  private List<ObjectKey> patientTraces(SiteId site, String id, Sha256 accession) {
    List<ObjectKey> traces = new ArrayList<>();
    if (ordersOf(site, id).equals(List.of(accession))) {
      traces.add(patient(site, id, "patient.json"));
      traces.add(patient(site, id, "merged.json"));
    }
    traces.add(patient(site, id, "orders/" + accession));
    return traces;
  }

  /** Accession digests of a patient's orders. */
  List<Sha256> ordersOf(SiteId site, String patientId) {
    String prefix = patient(site, patientId, "orders/").key();
    return store.list(Bucket.IDENTITY, prefix).stream()
        .map(key -> new Sha256(key.key().substring(prefix.length())))
        .toList();
  }

  /** Keeps what is known of a patient. */
  void put(SiteId site, Patient patient) {
    Map<String, String> identity = new TreeMap<>(patient.identity());
    identity.put("PatientID", patient.id());
    put(patient(site, patient.id(), "patient.json"), identity);
  }

  /** Remembers that one id now means another. */
  void merged(SiteId site, String from, String into) {
    put(patient(site, from, "merged.json"), Map.of("PatientID", into));
  }

  /** Keeps a message as it was received, with all that is not understood here. */
  void keep(SiteId site, byte[] message) {
    store.put(ObjectKeys.message(site, Sha256.of(message)), message, "application/octet-stream");
  }

  private static ObjectKey patient(SiteId site, String id, String name) {
    return ObjectKeys.patient(site, Sha256.of("patient\n" + id), name);
  }

  private void put(ObjectKey key, Object value) {
    try {
      store.put(key, JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8), MEDIA_TYPE);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> Optional<T> get(ObjectKey key, Class<T> type) {
    try {
      return Optional.of(JSON.readValue(store.get(key), type));
    } catch (ObjectMissingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
