/**
 * Recomputes what was recorded: takes results from {@code studies.scored}, loads the bundles that
 * they name by digest, fetches the pictures that they used, scores anew with the code of the
 * stream, and compares. Entry types: {@link org.vigil.inference.replay.Replay}, {@link
 * org.vigil.inference.replay.ReplayMain}.
 *
 * <p>Invariant: nothing is written anywhere.
 */
package org.vigil.inference.replay;
