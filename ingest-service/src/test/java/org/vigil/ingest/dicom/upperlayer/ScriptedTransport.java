package org.vigil.ingest.dicom.upperlayer;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.vigil.ingest.dicom.pdu.AbortReason;
import org.vigil.ingest.dicom.pdu.InvalidPduException;
import org.vigil.ingest.dicom.pdu.Pdu;

/** A peer that sends what it was told to, then closes; and remembers what it was sent. */
final class ScriptedTransport implements Transport {
  private final Deque<Step> steps = new ArrayDeque<>();
  final List<Pdu> sent = new ArrayList<>();
  boolean closed;
  boolean broken;

  /** What the peer does next. */
  private sealed interface Step {}

  private record Sends(Pdu pdu) implements Step {}

  private record IsSilent() implements Step {}

  private record SendsNonsense() implements Step {}

  private record Resets() implements Step {}

  ScriptedTransport sends(Pdu pdu) {
    steps.add(new Sends(pdu));
    return this;
  }

  ScriptedTransport isSilent() {
    steps.add(new IsSilent());
    return this;
  }

  ScriptedTransport sendsNonsense() {
    steps.add(new SendsNonsense());
    return this;
  }

  ScriptedTransport resets() {
    steps.add(new Resets());
    return this;
  }

  @Override
  public Optional<Pdu> receive(Duration limit) throws IOException, InvalidPduException {
    return switch (steps.poll()) {
      case null -> Optional.empty();
      case Sends step -> Optional.of(step.pdu());
      case IsSilent step -> throw new SocketTimeoutException("silent");
      case SendsNonsense step ->
          throw new InvalidPduException(AbortReason.UNRECOGNIZED_PDU, "nonsense");
      case Resets step -> throw new IOException("connection reset");
    };
  }

  @Override
  public void send(Pdu pdu) throws IOException {
    if (broken) {
      throw new IOException("broken pipe");
    }
    sent.add(pdu);
  }

  @Override
  public void close() {
    closed = true;
  }
}
