package org.vigil.ingest.dicom.pdu;

import java.util.List;

/**
 * A-ASSOCIATE-RQ: asks for an association (PS3.8 section 9.3.2).
 *
 * @param protocolVersion a bit for each version that is spoken; bit 0 is version 1
 * @param called whom it asks
 * @param calling who asks
 * @param applicationContext {@link #DICOM_APPLICATION_CONTEXT} in all versions of the standard
 * @param contexts at least one, ids all different
 */
public record AssociateRq(
    int protocolVersion,
    AeTitle called,
    AeTitle calling,
    Uid applicationContext,
    List<ProposedContext> contexts,
    UserInformation user)
    implements Pdu {
  static final int TYPE = 0x01;
  public static final int PROTOCOL_VERSION_1 = 1;

  /** PS3.7 annex A.2.1. */
  public static final Uid DICOM_APPLICATION_CONTEXT = new Uid("1.2.840.10008.3.1.1.1");

  public AssociateRq {
    contexts = List.copyOf(contexts);
    if (contexts.isEmpty()) {
      throw new IllegalArgumentException("a request proposes a presentation context");
    }
    if (contexts.stream().map(ProposedContext::id).distinct().count() != contexts.size()) {
      throw new IllegalArgumentException("presentation context ids must be different");
    }
  }

  public static AssociateRq of(
      AeTitle called, AeTitle calling, List<ProposedContext> contexts, UserInformation user) {
    return new AssociateRq(
        PROTOCOL_VERSION_1, called, calling, DICOM_APPLICATION_CONTEXT, contexts, user);
  }

  @Override
  public int type() {
    return TYPE;
  }
}
