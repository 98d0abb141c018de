package org.vigil.ingest.dicom.dimse;

import java.nio.ByteBuffer;
import java.util.Optional;

/** An operation whose answer is known from the start. */
record Answer(Optional<CommandSet> response) implements Operation {
  @Override
  public void receive(ByteBuffer fragment) {}

  @Override
  public Optional<CommandSet> finish() {
    return response;
  }

  @Override
  public void close() {}
}
