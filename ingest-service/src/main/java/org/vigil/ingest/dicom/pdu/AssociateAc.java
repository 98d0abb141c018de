package org.vigil.ingest.dicom.pdu;

import java.util.List;

/**
 * A-ASSOCIATE-AC: grants an association (PS3.8 section 9.3.3).
 *
 * @param protocolVersion a bit for each version that is spoken
 * @param called as the request had it; of no meaning here
 * @param calling as the request had it; of no meaning here
 * @param contexts one for each proposed
 */
public record AssociateAc(
    int protocolVersion,
    AeTitle called,
    AeTitle calling,
    Uid applicationContext,
    List<AnsweredContext> contexts,
    UserInformation user)
    implements Pdu {
  static final int TYPE = 0x02;

  public AssociateAc {
    contexts = List.copyOf(contexts);
  }

  /** The answer to a request. */
  public static AssociateAc to(
      AssociateRq request, List<AnsweredContext> contexts, UserInformation user) {
    return new AssociateAc(
        AssociateRq.PROTOCOL_VERSION_1,
        request.called(),
        request.calling(),
        request.applicationContext(),
        contexts,
        user);
  }

  @Override
  public int type() {
    return TYPE;
  }
}
