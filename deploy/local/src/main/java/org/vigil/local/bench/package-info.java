/**
 * Measures the whole pipeline on this machine beside the network's own speed. Entry type: {@link
 * org.vigil.local.bench.PipelineBench}.
 *
 * <p>Invariants: a stack of its own, so that nobody's data is touched; the baseline is measured in
 * the same run; pictures are made before the clock starts; what was not seen to arrive is counted
 * as missing, never left out.
 */
package org.vigil.local.bench;
