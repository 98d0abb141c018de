/**
 * From untrusted bytes to a {@link org.vigil.ingest.normalise.Picture}: what format it is, whether
 * its size is acceptable, and only then its pixels. Entry type: {@link
 * org.vigil.ingest.decode.Decoders}.
 *
 * <p>Invariants: memory-safe Java only; every limit is checked before pixels are allocated;
 * whatever is wrong ends in a {@link org.vigil.ingest.refusal.RefusedException}.
 */
package org.vigil.ingest.decode;
