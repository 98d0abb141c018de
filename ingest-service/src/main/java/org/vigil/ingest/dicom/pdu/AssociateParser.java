package org.vigil.ingest.dicom.pdu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the variable fields of A-ASSOCIATE-RQ and -AC (PS3.8 tables 9-11 to 9-19). Items of unknown
 * types are read over.
 */
final class AssociateParser {
  private static final int RESERVED = 32;

  private final int protocolVersion;
  private final AeTitle called;
  private final AeTitle calling;
  private Optional<Uid> applicationContext = Optional.empty();
  private Optional<UserInformation> user = Optional.empty();
  private final List<ProposedContext> proposed = new ArrayList<>();
  private final List<AnsweredContext> answered = new ArrayList<>();

  private AssociateParser(ItemCursor in) throws InvalidPduException {
    protocolVersion = in.unsigned16();
    in.skip(2);
    called = in.aeTitle();
    calling = in.aeTitle();
    in.skip(RESERVED);
    while (in.hasMore()) {
      take(in.item());
    }
  }

  static AssociateRq request(ItemCursor in) throws InvalidPduException {
    AssociateParser parsed = new AssociateParser(in);
    try {
      return new AssociateRq(
          parsed.protocolVersion,
          parsed.called,
          parsed.calling,
          required(parsed.applicationContext),
          parsed.proposed,
          required(parsed.user));
    } catch (IllegalArgumentException e) {
      throw PduReader.invalid(e.getMessage());
    }
  }

  static AssociateAc acceptance(ItemCursor in) throws InvalidPduException {
    AssociateParser parsed = new AssociateParser(in);
    return new AssociateAc(
        parsed.protocolVersion,
        parsed.called,
        parsed.calling,
        required(parsed.applicationContext),
        parsed.answered,
        required(parsed.user));
  }

  private void take(ItemCursor.Item item) throws InvalidPduException {
    switch (item.type()) {
      case ItemType.APPLICATION_CONTEXT ->
          applicationContext = once(applicationContext, item.body().uid());
      case ItemType.PRESENTATION_CONTEXT_RQ -> proposed.add(proposal(item.body()));
      case ItemType.PRESENTATION_CONTEXT_AC -> answered.add(answer(item.body()));
      case ItemType.USER_INFORMATION -> user = once(user, UserInformationParser.parse(item.body()));
      default -> {} // Not known here.
    }
  }

  private static ProposedContext proposal(ItemCursor in) throws InvalidPduException {
    int id = in.unsigned8();
    in.skip(3);
    Optional<Uid> abstractSyntax = Optional.empty();
    List<Uid> transferSyntaxes = new ArrayList<>();
    while (in.hasMore()) {
      ItemCursor.Item item = in.item();
      switch (item.type()) {
        case ItemType.ABSTRACT_SYNTAX -> abstractSyntax = once(abstractSyntax, item.body().uid());
        case ItemType.TRANSFER_SYNTAX -> transferSyntaxes.add(item.body().uid());
        default -> {} // Not known here.
      }
    }
    try {
      return new ProposedContext(id, required(abstractSyntax), transferSyntaxes);
    } catch (IllegalArgumentException e) {
      throw PduReader.invalid(e.getMessage());
    }
  }

  /** The transfer syntax of a context that is not accepted "shall not be tested". */
  private static AnsweredContext answer(ItemCursor in) throws InvalidPduException {
    int id = in.unsigned8();
    in.skip(1);
    AnsweredContext.Result result =
        AnsweredContext.Result.of(in.unsigned8())
            .orElseThrow(() -> PduReader.invalid("a context's result is one of PS3.8 table 9-18"));
    in.skip(1);
    Uid syntax = new Uid("1.2.840.10008.1.2");
    while (in.hasMore()) {
      ItemCursor.Item item = in.item();
      if (item.type() == ItemType.TRANSFER_SYNTAX && result == AnsweredContext.Result.ACCEPTANCE) {
        syntax = item.body().uid();
      }
    }
    try {
      return new AnsweredContext(id, result, syntax);
    } catch (IllegalArgumentException e) {
      throw PduReader.invalid(e.getMessage());
    }
  }

  private static <T> Optional<T> once(Optional<T> before, T value) throws InvalidPduException {
    if (before.isPresent()) {
      throw new InvalidPduException(
          AbortReason.UNEXPECTED_PDU_PARAMETER, "an item that may stand once stands twice");
    }
    return Optional.of(value);
  }

  private static <T> T required(Optional<T> value) throws InvalidPduException {
    return value.orElseThrow(() -> PduReader.invalid("an item that must stand is missing"));
  }
}
