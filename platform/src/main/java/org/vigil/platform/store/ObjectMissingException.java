package org.vigil.platform.store;

import org.vigil.schemas.store.ObjectKey;

/** There is no such object. Repeating does not help. */
public final class ObjectMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ObjectMissingException(ObjectKey key) {
    super("no object " + key);
  }
}
