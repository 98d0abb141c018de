/**
 * What a bundle would have changed for those who wait: past traffic once more, placed by the scores
 * that a shadow gave it. Entry type: {@link org.vigil.worklist.whatif.WhatIf}.
 *
 * <p>Invariants: nothing is written; both replays have the same arrivals, the same policy and the
 * same moments of reading, and differ in the scores only.
 */
package org.vigil.worklist.whatif;
