package org.vigil.ingest.dicom.dimse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.vigil.ingest.dicom.pdu.PresentationDataValue;

/**
 * Puts the messages of one association together from their fragments (PS3.8 annex E) and hands them
 * to the service: first a whole command, then the data set bit by bit. One message at a time, as
 * without asynchronous operations. Not thread-safe.
 */
public final class MessageReceiver implements AutoCloseable {
  /** Far more than any command set needs. */
  static final int LONGEST_COMMAND = 16 << 10;

  private final Map<Integer, AcceptedContext> contexts;
  private final DimseService service;
  private Stage stage = new BetweenMessages();

  /**
   * @param contexts what was agreed on, by id
   */
  public MessageReceiver(Map<Integer, AcceptedContext> contexts, DimseService service) {
    this.contexts = Map.copyOf(contexts);
    this.service = service;
  }

  /** Where in a message it stands. */
  private sealed interface Stage {}

  private record BetweenMessages() implements Stage {}

  private record InCommand(AcceptedContext context, ByteArrayOutputStream bytes) implements Stage {}

  private record InDataSet(Arrived arrived) implements Stage {}

  /**
   * A message that is here.
   *
   * @param context on which it came, and on which its response goes
   * @param operation that it asks for
   */
  public record Arrived(AcceptedContext context, Operation operation) {}

  /**
   * Takes one fragment; returns the operation that it completes, which the caller finishes and
   * closes.
   *
   * @throws DimseException if it cannot follow what came before
   */
  public Optional<Arrived> receive(PresentationDataValue fragment) throws DimseException {
    return switch (stage) {
      case BetweenMessages idle -> command(begin(fragment), fragment);
      case InCommand command -> command(command, fragment);
      case InDataSet dataSet -> dataSet(dataSet, fragment);
    };
  }

  private InCommand begin(PresentationDataValue fragment) throws DimseException {
    AcceptedContext context = contexts.get(fragment.contextId());
    if (context == null) {
      throw new DimseException("a fragment is on a presentation context that was not accepted");
    }
    return new InCommand(context, new ByteArrayOutputStream());
  }

  private Optional<Arrived> command(InCommand command, PresentationDataValue fragment)
      throws DimseException {
    requireSame(command.context(), fragment);
    ByteBuffer data = fragment.data();
    if (!fragment.command() || command.bytes().size() + data.remaining() > LONGEST_COMMAND) {
      throw new DimseException("a command set is interrupted or too long");
    }
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    command.bytes().writeBytes(bytes);
    stage = command;
    return fragment.last() ? commanded(command) : Optional.empty();
  }

  private Optional<Arrived> commanded(InCommand command) throws DimseException {
    CommandSet request = CommandSet.decode(ByteBuffer.wrap(command.bytes().toByteArray()));
    Arrived arrived = new Arrived(command.context(), service.begin(command.context(), request));
    if (request.hasDataSet()) {
      stage = new InDataSet(arrived);
      return Optional.empty();
    }
    stage = new BetweenMessages();
    return Optional.of(arrived);
  }

  private Optional<Arrived> dataSet(InDataSet dataSet, PresentationDataValue fragment)
      throws DimseException {
    requireSame(dataSet.arrived().context(), fragment);
    if (fragment.command()) {
      throw new DimseException("a data set is interrupted by a command");
    }
    dataSet.arrived().operation().receive(fragment.data().duplicate());
    if (!fragment.last()) {
      return Optional.empty();
    }
    stage = new BetweenMessages();
    return Optional.of(dataSet.arrived());
  }

  private static void requireSame(AcceptedContext context, PresentationDataValue fragment)
      throws DimseException {
    if (context.id() != fragment.contextId()) {
      throw new DimseException("fragments of two messages are mixed");
    }
  }

  /** Gives up the message that is under way. */
  @Override
  public void close() {
    if (stage instanceof InDataSet dataSet) {
      dataSet.arrived().operation().close();
    }
    stage = new BetweenMessages();
  }
}
