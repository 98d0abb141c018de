package org.vigil.platform.event;

/** The broker did not acknowledge in time. Repeat later, with the same event id. */
public final class BrokerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokerUnavailableException(Throwable cause) {
    super("the broker did not acknowledge in time", cause);
  }
}
