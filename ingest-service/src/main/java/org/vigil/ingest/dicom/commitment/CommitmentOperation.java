package org.vigil.ingest.dicom.commitment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.vigil.ingest.dicom.dimse.AcceptedContext;
import org.vigil.ingest.dicom.dimse.CommandSet;
import org.vigil.ingest.dicom.dimse.DimseException;
import org.vigil.ingest.dicom.dimse.Operation;
import org.vigil.ingest.dicom.dimse.Status;
import org.vigil.ingest.dicom.pdu.Uid;

/** One request for commitment: put on record, answered, and reported on afterwards. */
final class CommitmentOperation implements Operation {
  /** Room for some ten thousand references. */
  static final int LONGEST_REQUEST = 2 << 20;

  private static final Logger LOG = Logger.getLogger(CommitmentOperation.class);
  private static final Uid IMPLICIT = new Uid("1.2.840.10008.1.2");

  private final CommitmentService service;
  private final AcceptedContext context;
  private final CommandSet request;
  private final ByteArrayOutputStream dataSet = new ByteArrayOutputStream();
  private boolean tooLong;

  CommitmentOperation(CommitmentService service, AcceptedContext context, CommandSet request) {
    this.service = service;
    this.context = context;
    this.request = request;
  }

  @Override
  public void receive(ByteBuffer fragment) {
    tooLong |= dataSet.size() + fragment.remaining() > LONGEST_REQUEST;
    if (!tooLong) {
      byte[] bytes = new byte[fragment.remaining()];
      fragment.get(bytes);
      dataSet.writeBytes(bytes);
    }
  }

  @Override
  public Optional<CommandSet> finish() {
    return Optional.of(CommandSet.response(request, status()));
  }

  private Status status() {
    if (tooLong) {
      return Status.RESOURCE_LIMITATION;
    }
    try {
      boolean explicit = !context.transferSyntax().equals(IMPLICIT);
      return request(RequestReader.read(ByteBuffer.wrap(dataSet.toByteArray()), explicit));
    } catch (DimseException e) {
      return Status.INVALID_ARGUMENT_VALUE;
    } catch (RuntimeException e) {
      LOG.error("a request for commitment could not be put on record", e);
      return Status.PROCESSING_FAILURE;
    }
  }

  private Status request(RequestReader.Request asked) {
    if (asked.transactionUid().isEmpty() || asked.references().isEmpty()) {
      return Status.INVALID_ARGUMENT_VALUE;
    }
    if (service.peer().reportTo().isEmpty()) {
      LOG.warnf("%s asks for commitment, but has no report-to configured", service.calling());
      return Status.PROCESSING_FAILURE;
    }
    service
        .delivery()
        .request(
            new Transaction(
                asked.transactionUid().get().value(),
                service.peer().site().value(),
                service.calling().value(),
                service.called().value(),
                service.peer().reportTo().get().getHostString(),
                service.peer().reportTo().get().getPort(),
                asked.references()));
    return Status.SUCCESS;
  }

  @Override
  public void close() {}
}
