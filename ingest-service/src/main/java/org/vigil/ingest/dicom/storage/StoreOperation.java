package org.vigil.ingest.dicom.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.vigil.ingest.dicom.dimse.AcceptedContext;
import org.vigil.ingest.dicom.dimse.CommandElement;
import org.vigil.ingest.dicom.dimse.CommandSet;
import org.vigil.ingest.dicom.dimse.Operation;
import org.vigil.ingest.dicom.pdu.Uid;

/**
 * One C-STORE: the data set goes to disk as it comes, and to the desk when it is whole. A disk that
 * fails on the way is told in the response, after the data set has been read over.
 */
final class StoreOperation implements Operation {
  private static final Logger LOG = Logger.getLogger(StoreOperation.class);

  private final StorageService service;
  private final AcceptedContext context;
  private final CommandSet request;
  private final Uid sopInstance;
  private Optional<InstanceFile> file = Optional.empty();

  private StoreOperation(
      StorageService service, AcceptedContext context, CommandSet request, Uid sopInstance) {
    this.service = service;
    this.context = context;
    this.request = request;
    this.sopInstance = sopInstance;
  }

  static StoreOperation begin(
      StorageService service, AcceptedContext context, CommandSet request, Uid sopInstance) {
    StoreOperation operation = new StoreOperation(service, context, request, sopInstance);
    try {
      operation.file =
          Optional.of(
              service
                  .folder()
                  .begin(context.abstractSyntax(), sopInstance, context.transferSyntax()));
    } catch (IOException e) {
      LOG.error("an instance cannot be received", e);
    }
    return operation;
  }

  @Override
  public void receive(ByteBuffer fragment) {
    try {
      if (file.isPresent()) {
        file.get().write(fragment);
      }
    } catch (IOException e) {
      LOG.error("an instance cannot be received", e);
      close();
    }
  }

  @Override
  public Optional<CommandSet> finish() {
    Outcome outcome =
        file.map(
                whole ->
                    new ReceivedInstance(
                        service.peer(),
                        context.abstractSyntax(),
                        sopInstance,
                        context.transferSyntax(),
                        whole))
            .map(service.desk()::accept)
            .orElseGet(service.desk()::noRoom);
    CommandSet response = CommandSet.response(request, outcome.status());
    return Optional.of(
        outcome.comment().isEmpty()
            ? response
            : response.with(CommandElement.ERROR_COMMENT, outcome.comment()));
  }

  @Override
  public void close() {
    file.ifPresent(InstanceFile::close);
    file = Optional.empty();
  }
}
