package org.vigil.worklist.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.vigil.worklist.answer.LedgerAnswer;
import org.vigil.worklist.view.LedgerView;

/** How all accepted images ended. */
@Path("/api/ledger")
@Produces(MediaType.APPLICATION_JSON)
public class LedgerResource {
  private final LedgerView ledger;

  LedgerResource(LedgerView ledger) {
    this.ledger = ledger;
  }

  @GET
  public LedgerAnswer totals() {
    return LedgerAnswer.of(ledger.totals());
  }
}
