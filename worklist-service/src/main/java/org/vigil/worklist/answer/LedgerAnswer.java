package org.vigil.worklist.answer;

import org.vigil.worklist.ledger.LedgerTotals;

/** The ledger's totals: accepted = scored + abstained + rejected + inFlight. */
public record LedgerAnswer(
    long accepted, long scored, long abstained, long rejected, long inFlight) {

  public static LedgerAnswer of(LedgerTotals totals) {
    return new LedgerAnswer(
        totals.accepted(),
        totals.scored(),
        totals.abstained(),
        totals.rejected(),
        totals.inFlight());
  }
}
