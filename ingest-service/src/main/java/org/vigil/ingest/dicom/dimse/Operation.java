package org.vigil.ingest.dicom.dimse;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One operation from its request to its response. Whatever goes wrong is said in the response: no
 * method throws because of what the peer sent.
 */
public interface Operation extends AutoCloseable {

  /** Takes the next fragment of the data set; the bytes are good until it returns. */
  void receive(ByteBuffer fragment);

  /** Does the work once all is here. Empty for a request that has no response. */
  Optional<CommandSet> finish();

  /** Ends it, finished or not; repeating it has no effect. */
  @Override
  void close();

  /** An operation that reads over its data set and answers this. */
  static Operation answering(CommandSet response) {
    return new Answer(Optional.of(response));
  }

  /** An operation that reads over its data set and answers nothing. */
  static Operation silent() {
    return new Answer(Optional.empty());
  }
}
