package org.vigil.ingest.dicom.association;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.ingest.dicom.pdu.Uid;

/**
 * What is offered: for each SOP class the transfer syntaxes that are taken. Immutable.
 *
 * @param preferred taken wherever they are proposed
 * @param tolerated taken where nothing preferred is proposed
 */
public record AbstractSyntaxes(Map<Uid, List<Uid>> preferred, Map<Uid, List<Uid>> tolerated) {

  boolean supports(Uid abstractSyntax) {
    return preferred.containsKey(abstractSyntax);
  }

  /** The first in the requestor's order that is preferred, else the first that is tolerated. */
  Optional<Uid> choose(Uid abstractSyntax, List<Uid> proposed) {
    return first(proposed, preferred.getOrDefault(abstractSyntax, List.of()))
        .or(() -> first(proposed, tolerated.getOrDefault(abstractSyntax, List.of())));
  }

  private static Optional<Uid> first(List<Uid> proposed, List<Uid> taken) {
    return proposed.stream().filter(taken::contains).findFirst();
  }
}
