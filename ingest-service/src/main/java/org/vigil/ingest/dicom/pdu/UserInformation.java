package org.vigil.ingest.dicom.pdu;

import java.util.List;
import java.util.Optional;

/**
 * The user information item (PS3.8 section 9.3.2.3): what one side says of itself. Sub-items of
 * other types (extended negotiation, user identity, ...) are read over, as annex D of PS3.7 asks of
 * those who do not know them.
 *
 * @param maximumLength of a P-DATA-TF's variable field that it receives, in bytes; 0 is without
 *     limit
 * @param implementationClass of its software
 * @param implementationVersion of its software, up to 16 characters
 * @param asynchronousOperations only where it was negotiated
 * @param roles for SOP classes whose roles are not the default ones
 */
public record UserInformation(
    long maximumLength,
    Optional<Uid> implementationClass,
    Optional<String> implementationVersion,
    Optional<AsynchronousOperations> asynchronousOperations,
    List<RoleSelection> roles) {
  public UserInformation {
    roles = List.copyOf(roles);
    if (maximumLength < 0 || maximumLength > 0xFFFFFFFFL) {
      throw new IllegalArgumentException("a maximum length is an unsigned 32-bit number");
    }
  }

  /** What this software says of itself. */
  public static UserInformation own(int maximumLength) {
    return new UserInformation(
        maximumLength,
        Optional.of(Implementation.CLASS_UID),
        Optional.of(Implementation.VERSION_NAME),
        Optional.empty(),
        List.of());
  }

  public UserInformation with(
      Optional<AsynchronousOperations> operations, List<RoleSelection> selections) {
    return new UserInformation(
        maximumLength, implementationClass, implementationVersion, operations, selections);
  }
}
