package org.vigil.ingest.dicom.dimse;

import org.vigil.ingest.dicom.pdu.Uid;

/** C-ECHO: the Verification service class (PS3.4 annex A, PS3.7 section 9.1.5). Stateless. */
public final class EchoService implements DimseService {
  public static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");

  @Override
  public Operation begin(AcceptedContext context, CommandSet request) {
    return Operation.answering(CommandSet.response(request, Status.SUCCESS));
  }
}
