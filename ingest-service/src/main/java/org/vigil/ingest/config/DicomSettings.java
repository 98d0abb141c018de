package org.vigil.ingest.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the DICOM door (docs/dicom.md). */
public interface DicomSettings {

  /** Whether it listens at all. */
  @WithDefault("false")
  boolean enabled();

  /** The address that it listens on. */
  @WithDefault("127.0.0.1")
  String host();

  @WithDefault("11112")
  int port();

  /** The titles that it answers to, as called AE title. */
  @WithDefault("VIGIL")
  List<String> aeTitles();

  /** Associations at once; more are rejected as transient. */
  @WithDefault("32")
  int associations();

  /** Bytes of a P-DATA-TF's variable field that are received, as the peer is told. */
  @WithDefault("131072")
  int maximumLength();

  /** The ARTIM timer: for the first request on a connection, and for a peer to close it. */
  @WithDefault("PT15S")
  Duration artimTimeout();

  /** How long a peer may keep silent within an association. */
  @WithDefault("PT60S")
  Duration idleTimeout();

  /** How long a peer may take to accept one PDU. */
  @WithDefault("PT30S")
  Duration writeTimeout();

  /** Where instances lie while they are received; this instance's alone, emptied at its start. */
  @WithDefault("${java.io.tmpdir}/vigil-dicom")
  Path receiveDir();

  /** What becomes of instances whose pixels this version cannot decode. */
  @WithDefault("refuse")
  Undecodable undecodable();

  /** Wait after a storage commitment report was not taken; it doubles with each try. */
  @WithDefault("PT5S")
  Duration reportRetryFirst();

  /** Longest wait between tries of a report. */
  @WithDefault("PT10M")
  Duration reportRetryMax();

  Tls tls();

  /** DICOMweb, on the service's HTTP port. */
  Web web();

  /** Who may send, by a name of the operator's choice. Nobody else may. */
  Map<String, Peer> peers();

  /** Policy for transfer syntaxes of the standard that are not decoded. */
  enum Undecodable {
    /** They are not agreed on; the sender may convert. */
    REFUSE,
    /** They are agreed on where nothing better is offered; the instance is kept unscored. */
    KEEP
  }

  /** DICOMweb (PS3.18). */
  interface Web {
    /** The site that everything sent belongs to; without it DICOMweb is off. */
    Optional<String> site();

    /** The kind of study that its objects are where they do not say it themselves. */
    Optional<String> kind();
  }

  /** TLS on the port (PS3.15 annex B); all connections or none. */
  interface Tls {
    /** PKCS#12 file with the server's key; without it there is no TLS. */
    Optional<Path> keyStore();

    Optional<String> keyStorePassword();

    /** PKCS#12 file with the certificates that clients' certificates are checked against. */
    Optional<Path> trustStore();

    Optional<String> trustStorePassword();
  }

  /** Application entities that may send. */
  interface Peer {
    /** Its calling AE title; {@code *} for any. */
    @WithDefault("*")
    String aeTitle();

    /** Addresses or networks (10.1.0.0/16) that it may call from. */
    List<String> networks();

    /** The site that its studies belong to. */
    String site();

    /** The kind of study that its objects are where they do not say it themselves. */
    Optional<String> kind();

    /** Host and port that takes storage commitment reports; without it commitment is refused. */
    Optional<String> reportTo();
  }
}
