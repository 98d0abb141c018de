package org.vigil.local.bench.door;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A server that takes instances by C-STORE and, perhaps, by STOW-RS. */
interface DoorServer extends AutoCloseable {
  String name();

  /** Its AE title. */
  String title();

  /** Its DICOM port on this machine. */
  int port();

  /** Where studies are posted; empty where it has no STOW-RS. */
  Optional<URI> studies();

  /** Processor time that all of its processes have used so far. */
  Duration processorTime();

  @Override
  void close();
}
