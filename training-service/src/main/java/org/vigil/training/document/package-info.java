/**
 * How the service writes its own records as JSON and reads them back. Entry type: {@link
 * org.vigil.training.document.Documents}.
 *
 * <p>Invariant: the same record gives the same bytes.
 */
package org.vigil.training.document;
