/**
 * Takes readers' verdicts. Entry type: {@link org.vigil.worklist.verdict.VerdictDesk}.
 *
 * <p>Invariants: a verdict is answered only after the broker has it; the same verdict given again
 * is the same verdict; a reader's later verdict amends his earlier one; what is taken back is taken
 * back for everybody who follows the topic.
 */
package org.vigil.worklist.verdict;
