/**
 * Training runs as the page shows them: what they told while they ran, and what they came to. Entry
 * type: {@link org.vigil.worklist.run.RunBoard}.
 *
 * <p>Invariants: read from {@code training.progress} and the object store only, never asked of the
 * training service; bounded, the oldest runs go first.
 */
package org.vigil.worklist.run;
