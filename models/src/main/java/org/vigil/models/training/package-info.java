/**
 * Learning weights from labelled pictures. Entry type: {@link org.vigil.models.training.Trainer}.
 *
 * <p>Invariant: the same data, settings and seed give the same weights on the same machine with one
 * thread.
 */
package org.vigil.models.training;
