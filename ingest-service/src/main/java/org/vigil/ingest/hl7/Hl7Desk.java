package org.vigil.ingest.hl7;

import ca.uhn.hl7v2.AcknowledgmentCode;
import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.ErrorCode;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.Location;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.util.idgenerator.NanoTimeGenerator;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.vigil.ingest.order.OrderDesk;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.schemas.id.SiteId;

/**
 * Takes one message to safety and answers it in original mode (HL7 v2.5, 2.9.2): AA when its
 * effects are durable; AE when its content must be put right; AR when its type is not taken or,
 * with code 207, when it should be sent again. Thread-safe.
 */
public final class Hl7Desk {
  private static final Logger LOG = Logger.getLogger(Hl7Desk.class);

  private final PipeParser parser;
  private final OrderDesk orders;
  private final Clock clock;

  public Hl7Desk(OrderDesk orders, Clock clock) {
    DefaultHapiContext context = new DefaultHapiContext();
    // Without structures: every version and every segment, known or not, is read alike.
    context.setModelClassFactory(new GenericModelClassFactory());
    // The usual generator keeps a file in the working directory.
    context.getParserConfiguration().setIdGenerator(new NanoTimeGenerator());
    context.setValidationContext(ValidationContextFactory.noValidation());
    this.parser = context.getPipeParser();
    this.orders = orders;
    this.clock = clock;
  }

  /** The answer to a message; empty where it is so broken that it cannot be answered. */
  public Optional<byte[]> answer(SiteId site, byte[] bytes) {
    Message message;
    try {
      message = parser.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (HL7Exception | RuntimeException e) {
      LOG.debug("a message could not be parsed");
      return Optional.empty();
    }
    return acknowledge(message, outcome(site, message, bytes));
  }

  /**
   * What became of a message.
   *
   * @param trouble empty where there was none
   */
  private record Outcome(AcknowledgmentCode code, Optional<HL7Exception> trouble) {
    static final Outcome TAKEN = new Outcome(AcknowledgmentCode.AA, Optional.empty());

    static Outcome of(AcknowledgmentCode code, ErrorCode error, String words) {
      return new Outcome(code, Optional.of(new HL7Exception(words, error)));
    }
  }

  private Outcome outcome(SiteId site, Message message, byte[] bytes) {
    try {
      return take(site, message, bytes);
    } catch (MessageReader.MissingFieldException e) {
      HL7Exception missing = new HL7Exception(e.getMessage(), ErrorCode.REQUIRED_FIELD_MISSING);
      missing.setLocation(new Location().withSegmentName(e.segment()).withField(e.field()));
      return new Outcome(AcknowledgmentCode.AE, Optional.of(missing));
    } catch (StoreUnavailableException | BrokerUnavailableException e) {
      LOG.warnf("a message was not taken: %s", e.getMessage());
      return Outcome.of(
          AcknowledgmentCode.AR,
          ErrorCode.APPLICATION_INTERNAL_ERROR,
          "store or broker do not answer: send it again");
    } catch (HL7Exception | RuntimeException e) {
      LOG.errorf("a message was not taken: %s", e.getClass().getSimpleName());
      return Outcome.of(
          AcknowledgmentCode.AE, ErrorCode.DATA_TYPE_ERROR, "the message cannot be read");
    }
  }

  private Outcome take(SiteId site, Message message, byte[] bytes) throws HL7Exception {
    Terser header = new Terser(message);
    Optional<MessageType> type = MessageType.of(header.get("/MSH-9-1"), header.get("/MSH-9-2"));
    if (type.isEmpty()) {
      return Outcome.of(
          AcknowledgmentCode.AR,
          ErrorCode.UNSUPPORTED_MESSAGE_TYPE,
          "taken are " + Arrays.stream(MessageType.values()).map(MessageType::word).toList());
    }
    MessageReader reader = new MessageReader(new Segments(message));
    switch (type.get()) {
      case ORM_O01, OMI_O23 ->
          orders.take(site, reader.orders(LocalDate.now(clock.withZone(ZoneOffset.UTC))), bytes);
      case ADT_A08 -> orders.update(site, reader.patient(), bytes);
      case ADT_A40 -> orders.merge(site, reader.mergedId(), reader.patient(), bytes);
    }
    return Outcome.TAKEN;
  }

  private Optional<byte[]> acknowledge(Message message, Outcome outcome) {
    try {
      Message ack = message.generateACK(outcome.code(), outcome.trouble().orElse(null));
      return Optional.of(parser.encode(ack).getBytes(StandardCharsets.UTF_8));
    } catch (HL7Exception | IOException | RuntimeException e) {
      LOG.debug("a message could not be answered: its header lacks what an answer needs");
      return Optional.empty();
    }
  }
}
