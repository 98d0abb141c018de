/**
 * What a hospital's information system says of a study before or after its images come: priority,
 * age, sex, indication, and which patient it is. Linked by accession number. Entry type: {@link
 * org.vigil.ingest.order.OrderDesk}.
 *
 * <p>Invariants: identifiers stay in the identity bucket; an order fills in what the images do not
 * say themselves, and the result is the same whichever of the two came first.
 */
package org.vigil.ingest.order;
