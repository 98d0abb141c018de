package org.vigil.ingest.erasure;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.vigil.ingest.deidentify.ExportDesk;
import org.vigil.ingest.dicom.storage.Catalogue;
import org.vigil.ingest.dicom.storage.Catalogue.StudyKey;
import org.vigil.ingest.dicom.storage.InstanceIndex;
import org.vigil.ingest.erasure.Removed.Part;
import org.vigil.ingest.order.OrderBook;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;

/**
 * Removes what the identity bucket holds of a study: what was said of who it is, its instances'
 * entries in index and catalogue, the way back from what left de-identified, and orders and
 * patients that nothing else hangs on. Thread-safe.
 */
public final class IdentityTraces {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectStore store;
  private final InstanceIndex index;
  private final Catalogue catalogue;
  private final OrderBook orders;
  private final Optional<ExportDesk> exports;

  public IdentityTraces(
      ObjectStore store,
      InstanceIndex index,
      Catalogue catalogue,
      OrderBook orders,
      Optional<ExportDesk> exports) {
    this.store = store;
    this.index = index;
    this.catalogue = catalogue;
    this.orders = orders;
    this.exports = exports;
  }

  /**
   * @param mayGo whether no other study needs an original
   */
  void remove(SiteId site, StudyId study, Predicate<ObjectKey> mayGo, Removed removed) {
    for (ObjectKey key : store.list(Bucket.IDENTITY, site + "/" + study + "/")) {
      Map<String, String> words = words(key);
      instance(site, study, words, mayGo, removed);
      Optional.ofNullable(words.get("AccessionNumber"))
          .map(String::strip)
          .filter(number -> !number.isEmpty())
          .ifPresent(number -> order(site, number, study, removed));
      removed.remove(Part.IDENTITIES, key); // Last: it names the others.
    }
  }

  private void order(SiteId site, String number, StudyId study, Removed removed) {
    for (ObjectKey key : orders.traces(site, number, study)) {
      boolean ofPatient = key.key().startsWith(site + "/patients/");
      removed.remove(ofPatient ? Part.PATIENTS : Part.ORDERS, key);
    }
  }

  private void instance(
      SiteId site,
      StudyId study,
      Map<String, String> words,
      Predicate<ObjectKey> mayGo,
      Removed removed) {
    String uid = words.getOrDefault("SOPInstanceUID", "");
    for (ObjectKey entry : index.entries(site, uid)) {
      Optional<InstanceIndex.Entry> said =
          index.read(entry).filter(known -> known.studyId().equals(study.value()));
      Optional<ImageId> image = said.map(InstanceIndex.Entry::imageId).map(ImageId::new);
      if (image.filter(id -> mayGo.test(ObjectKeys.raw(site, id))).isPresent()) {
        original(site, image.get(), removed);
        StudyKey dicomStudy = StudyKey.of(words.getOrDefault("StudyInstanceUID", ""));
        catalogue
            .entry(site, dicomStudy, uid, image.get())
            .ifPresent(key -> removed.remove(Part.CATALOGUE, key));
        removed.remove(Part.INSTANCES, entry); // Last: it names the original.
      }
    }
  }

  /** The object as received, which has an image of its own where it holds several frames. */
  private void original(SiteId site, ImageId image, Removed removed) {
    ObjectKey raw = ObjectKeys.raw(site, image);
    if (store.size(raw).isPresent()) {
      exports.ifPresent(desk -> forgetExport(desk, site, raw, removed));
      removed.remove(Part.ORIGINALS, raw);
    }
  }

  private void forgetExport(ExportDesk desk, SiteId site, ObjectKey raw, Removed removed) {
    try {
      removed.remove(Part.DEIDENTIFIED, desk.mapping(site, store.get(raw)));
    } catch (RefusedException e) { // What cannot be read was never exported.
    }
  }

  private Map<String, String> words(ObjectKey key) {
    try {
      return JSON.readValue(store.get(key), new TypeReference<Map<String, String>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("an identity cannot be read", e);
    }
  }
}
