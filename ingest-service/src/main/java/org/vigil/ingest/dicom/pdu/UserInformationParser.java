package org.vigil.ingest.dicom.pdu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the sub-items of the user information item (PS3.8 annex D.1, PS3.7 annex D.3.3). */
final class UserInformationParser {
  /** What a peer takes at least that forgets to say it: the customary 16 KiB. */
  private static final long CUSTOMARY_LENGTH = 16384;

  private long maximumLength = CUSTOMARY_LENGTH;
  private Optional<Uid> implementationClass = Optional.empty();
  private Optional<String> implementationVersion = Optional.empty();
  private Optional<AsynchronousOperations> operations = Optional.empty();
  private final List<RoleSelection> roles = new ArrayList<>();

  private UserInformationParser() {}

  static UserInformation parse(ItemCursor in) throws InvalidPduException {
    UserInformationParser parser = new UserInformationParser();
    while (in.hasMore()) {
      ItemCursor.Item item = in.item();
      parser.take(item.type(), item.body());
    }
    return new UserInformation(
        parser.maximumLength,
        parser.implementationClass,
        parser.implementationVersion,
        parser.operations,
        parser.roles);
  }

  private void take(int type, ItemCursor in) throws InvalidPduException {
    switch (type) {
      case ItemType.MAXIMUM_LENGTH -> maximumLength = in.unsigned32();
      case ItemType.IMPLEMENTATION_CLASS_UID -> implementationClass = Optional.of(in.uid());
      case ItemType.IMPLEMENTATION_VERSION_NAME ->
          implementationVersion = Optional.of(in.text().strip());
      case ItemType.ASYNCHRONOUS_OPERATIONS ->
          operations = Optional.of(new AsynchronousOperations(in.unsigned16(), in.unsigned16()));
      case ItemType.ROLE_SELECTION -> roles.add(role(in));
      default -> {} // Not known here.
    }
  }

  private static RoleSelection role(ItemCursor in) throws InvalidPduException {
    Uid sopClass = in.uid(in.unsigned16());
    return new RoleSelection(sopClass, in.unsigned8() == 1, in.unsigned8() == 1);
  }
}
