package org.vigil.ingest.dicom.pdu;

import java.util.List;

/**
 * A presentation context as the requestor proposes it (PS3.8 section 9.3.2.2).
 *
 * @param id odd, 1 to 255
 * @param abstractSyntax usually a SOP class
 * @param transferSyntaxes at least one, in the requestor's order
 */
public record ProposedContext(int id, Uid abstractSyntax, List<Uid> transferSyntaxes) {
  public ProposedContext {
    transferSyntaxes = List.copyOf(transferSyntaxes);
    if (transferSyntaxes.isEmpty()) {
      throw new IllegalArgumentException("a presentation context proposes a transfer syntax");
    }
    requireValidId(id);
  }

  static void requireValidId(int id) {
    if (id < 1 || id > 255 || id % 2 == 0) {
      throw new IllegalArgumentException("a presentation context id is odd and 1 to 255");
    }
  }
}
