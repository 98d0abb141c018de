package org.vigil.ingest.config;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import org.vigil.ingest.burnedin.FileSearch;
import org.vigil.ingest.decode.Decoders;
import org.vigil.ingest.deidentify.ConfiguredKey;
import org.vigil.ingest.deidentify.Deidentifier;
import org.vigil.ingest.deidentify.ExportDesk;
import org.vigil.ingest.deidentify.KeySource;
import org.vigil.ingest.deidentify.MappingVault;
import org.vigil.ingest.deidentify.Options;
import org.vigil.ingest.dicom.FrameSplitter;
import org.vigil.ingest.dicom.association.DicomMetrics;
import org.vigil.ingest.dicom.storage.Catalogue;
import org.vigil.ingest.dicom.storage.FileDoor;
import org.vigil.ingest.dicom.storage.InstanceDesk;
import org.vigil.ingest.dicom.storage.InstanceIndex;
import org.vigil.ingest.dicom.storage.ReceiveFolder;
import org.vigil.ingest.dicomweb.Exports;
import org.vigil.ingest.dicomweb.WebSite;
import org.vigil.ingest.refusal.RefusalDesk;
import org.vigil.ingest.upload.UploadDesk;
import org.vigil.platform.access.Callers;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.store.ObjectStore;

/** What the DICOM port and DICOMweb share. */
@ApplicationScoped
class DicomBeans {
  @Produces
  @Singleton
  DicomMetrics metrics(MeterRegistry registry) {
    return new DicomMetrics(registry);
  }

  @Produces
  @Singleton
  InstanceIndex index(ObjectStore store) {
    return new InstanceIndex(store);
  }

  @Produces
  @Singleton
  Catalogue catalogue(ObjectStore store) {
    return new Catalogue(store);
  }

  /** Opened by whoever is first to receive an instance. */
  @Produces
  @Singleton
  ReceiveFolder folder(IngestSettings settings) throws IOException {
    return ReceiveFolder.open(settings.dicom().receiveDir(), settings.limits().bytesPerImage());
  }

  @Produces
  @Singleton
  InstanceDesk desk(
      IngestSettings settings,
      UploadDesk uploads,
      InstanceIndex index,
      Catalogue catalogue,
      DicomMetrics metrics,
      ObjectStore store,
      EventPublisher publisher,
      Clock clock) {
    RefusalDesk refusals = new RefusalDesk(store, publisher, clock);
    return new InstanceDesk(
        uploads::accept,
        refusals::record,
        index,
        catalogue,
        metrics,
        new FrameSplitter(settings.limits().imagesPerStudy()),
        settings.dicom().undecodable() == DicomSettings.Undecodable.KEEP);
  }

  @Produces
  @Singleton
  FileDoor fileDoor(ReceiveFolder folder, InstanceDesk desk) {
    return new FileDoor(folder, desk);
  }

  @Produces
  @Singleton
  Exports exports(IngestSettings settings, ObjectStore store, Decoders decoders) {
    DeidentifySettings deidentify = settings.deidentify();
    return new Exports(
        deidentify
            .key()
            .map(ConfiguredKey::new)
            .map(keys -> desk(deidentify, keys, store, new FileSearch(decoders))));
  }

  private static ExportDesk desk(
      DeidentifySettings settings, KeySource keys, ObjectStore store, FileSearch search) {
    Options options =
        new Options(
            settings.modifiedDates(),
            settings.descriptorWords().orElse(Set.of()),
            settings.safePrivate().orElse(Set.of()));
    return new ExportDesk(
        new Deidentifier(keys, options),
        new MappingVault(store, keys),
        search,
        settings.trustPixels());
  }

  @Produces
  @Singleton
  WebSite webSite(IngestSettings settings, Callers callers) {
    return new WebSite(settings.dicom().web(), callers);
  }
}
