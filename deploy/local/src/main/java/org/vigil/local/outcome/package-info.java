/**
 * What became of studies that were sent. Entry type: {@link org.vigil.local.outcome.OutcomeWatch}.
 */
package org.vigil.local.outcome;
