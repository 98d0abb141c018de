package org.vigil.ingest.decode;

import java.io.IOException;

/**
 * What is done with a picture while it is in memory.
 *
 * @param <T> what stays of it, without its pixels
 */
@FunctionalInterface
public interface PictureUse<T> {
  T with(Decoded decoded) throws IOException;
}
