package org.vigil.ingest.dicom.pdu;

/**
 * A-ABORT: ends an association at once (PS3.8 section 9.3.8).
 *
 * @param source who ends it
 * @param reason why; {@link AbortReason#NOT_SPECIFIED} where a service user ends it
 */
public record Abort(Source source, AbortReason reason) implements Pdu {
  static final int TYPE = 0x07;

  /** The Source field. */
  public enum Source {
    SERVICE_USER(0),
    SERVICE_PROVIDER(2);

    private final int code;

    Source(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  public static Abort byUser() {
    return new Abort(Source.SERVICE_USER, AbortReason.NOT_SPECIFIED);
  }

  public static Abort byProvider(AbortReason reason) {
    return new Abort(Source.SERVICE_PROVIDER, reason);
  }

  @Override
  public int type() {
    return TYPE;
  }
}
