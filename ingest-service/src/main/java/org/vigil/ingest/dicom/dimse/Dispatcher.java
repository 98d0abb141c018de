package org.vigil.ingest.dicom.dimse;

import java.util.Map;
import java.util.Optional;
import org.vigil.ingest.dicom.pdu.Uid;

/**
 * Finds the service for a request by its message and SOP class. What nobody serves is answered with
 * the general status of PS3.7 annex C. Thread-safe if the services are.
 *
 * @param services by the message that they serve
 */
public record Dispatcher(Map<CommandField, DimseService> services) implements DimseService {

  @Override
  public Operation begin(AcceptedContext context, CommandSet request) {
    Optional<CommandField> field = request.field();
    if (field.equals(Optional.of(CommandField.C_CANCEL_RQ)) || request.isResponse()) {
      return Operation.silent(); // Nothing is under way that could be cancelled, or answered.
    }
    DimseService service = field.map(services::get).orElse(null);
    if (service == null) {
      return Operation.answering(CommandSet.response(request, Status.UNRECOGNIZED_OPERATION));
    }
    if (request.number(CommandElement.MESSAGE_ID).isEmpty()) {
      return Operation.answering(CommandSet.response(request, Status.MISTYPED_ARGUMENT));
    }
    Optional<Uid> sopClass =
        request
            .uid(CommandElement.AFFECTED_SOP_CLASS_UID)
            .or(() -> request.uid(CommandElement.REQUESTED_SOP_CLASS_UID));
    if (!sopClass.equals(Optional.of(context.abstractSyntax()))) {
      return Operation.answering(CommandSet.response(request, Status.SOP_CLASS_NOT_SUPPORTED));
    }
    return service.begin(context, request);
  }
}
