package org.vigil.ingest.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The HL7 v2 port (docs/conformance/hl7.md). */
public interface Hl7Settings {

  /** Whether it listens at all. */
  @WithDefault("false")
  boolean enabled();

  /** The address that it listens on. */
  @WithDefault("127.0.0.1")
  String host();

  @WithDefault("2575")
  int port();

  /** Connections at once; more are closed. */
  @WithDefault("16")
  int connections();

  /** Longest message. */
  @WithDefault("1048576")
  int messageBytes();

  /** How long a connection may keep silent. */
  @WithDefault("PT10M")
  Duration idleTimeout();

  /** Who may send, by a name of the operator's choice. Nobody else may. */
  Map<String, Sender> senders();

  /** Systems that may send. */
  interface Sender {
    /** Addresses or networks (10.1.0.0/16) that it may call from. */
    List<String> networks();

    /** The site whose orders it sends. */
    String site();
  }
}
