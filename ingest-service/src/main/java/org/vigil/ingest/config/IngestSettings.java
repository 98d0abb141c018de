package org.vigil.ingest.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings of the ingest service (docs/ingest.md). */
@ConfigMapping(prefix = "vigil.ingest")
public interface IngestSettings {

  Limits limits();

  /** How well photographs are taken. */
  QualitySettings quality();

  /** Resumable uploads. */
  TusSettings tus();

  /** Orders from the hospital's information system. */
  OrderSettings orders();

  /** The HL7 v2 door. */
  Hl7Settings hl7();

  /** The FHIR door. */
  FhirSettings fhir();

  /** The DICOM door. */
  DicomSettings dicom();

  /** Text in pixels. */
  BurnedInSettings burnedInText();

  /** How much a site may send. */
  QuotaSettings quota();

  /** How long studies are kept. */
  ErasureSettings erasure();

  /** How identifiers are taken out of what leaves. */
  DeidentifySettings deidentify();

  /** What is read of each kind of study, by its word: chest-xray, skin, tongue. */
  Map<String, Kind> kinds();

  /** How long an upload waits for the broker's acknowledgement before it is answered 503. */
  @WithDefault("PT5S")
  Duration publishTimeout();

  /**
   * Name of this instance, stable over restarts and different from every other instance's: a
   * restarted instance takes over from its dead self at once.
   */
  @WithDefault("ingest-1")
  String instance();

  /** Folder of the state stores; they can be rebuilt from Kafka, but that takes time. */
  @WithDefault(".vigil/data/ingest-streams")
  Path stateDir();

  /** Where the page may be served from (CORS). */
  @WithDefault("http://localhost:8080,http://127.0.0.1:8080")
  List<String> pageOrigins();

  /**
   * Where phone apps that run in a browser may be served from, besides the page (CORS), such as
   * {@code capacitor://localhost}; nowhere unless said. Native apps need none.
   */
  Optional<List<String>> appOrigins();

  /** Decoders at work at once. */
  @WithDefault("2")
  int decodeThreads();

  /** How long assembled studies are remembered. */
  Retention retention();

  /** An image that comes later than this begins its study anew, and is reported. */
  interface Retention {
    /** A study with all its images, after its last revision. */
    @WithDefault("P90D")
    Duration study();

    /** After that, the number of that revision: longer than anybody keeps what was made of it. */
    @WithDefault("P730D")
    Duration revision();
  }

  /** Enforced before anything is decoded. */
  interface Limits {
    @WithDefault("67108864")
    long bytesPerImage();

    @WithDefault("32")
    int imagesPerStudy();

    @WithDefault("50000000")
    long pixelsPerImage();

    /** Smallest side of a picture that can be assessed. */
    @WithDefault("16")
    int smallestSide();

    /** Bytes of everything in a picture file that is not pixels: profiles, texts, thumbnails. */
    @WithDefault("8388608")
    long ancillaryBytes();

    @WithDefault("PT20S")
    Duration decodeTime();

    @WithDefault("32")
    int metadataEntries();

    @WithDefault("200")
    int metadataLength();
  }

  /** One kind of study. */
  interface Kind {
    /** How long nothing may follow before a study is complete whose sender cannot say so. */
    @WithDefault("PT3S")
    Duration quietPeriod();

    /**
     * Metadata names that are taken instead of {@link org.vigil.schemas.metadata.MetadataNames};
     * anything else is refused, so that no identifier slips through.
     */
    Optional<Set<String>> metadata();
  }
}
