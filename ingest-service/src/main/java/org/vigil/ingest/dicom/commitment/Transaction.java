package org.vigil.ingest.dicom.commitment;

import java.util.List;

/**
 * A request for commitment as it is kept until its report has been taken.
 *
 * @param transactionUid the requestor's name for it
 * @param site whose instances are meant
 * @param requestor its AE title
 * @param called which of our titles it called
 * @param host where it takes the report
 * @param port where it takes the report
 * @param references at least one
 */
public record Transaction(
    String transactionUid,
    String site,
    String requestor,
    String called,
    String host,
    int port,
    List<Reference> references) {
  public Transaction {
    references = List.copyOf(references);
  }
}
