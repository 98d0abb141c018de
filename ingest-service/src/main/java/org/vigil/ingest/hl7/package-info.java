/**
 * HL7 v2 in: orders and patient updates over MLLP. Entry types: {@link
 * org.vigil.ingest.hl7.MllpServer} (the port), {@link org.vigil.ingest.hl7.Hl7Desk} (one message).
 *
 * <p>Invariants: AA is answered only when store and broker have the message's effects; every
 * message that could be read is kept whole, unknown segments included, in the identity bucket;
 * nothing of a message is logged.
 */
package org.vigil.ingest.hl7;
