/**
 * What readers said of studies, joined with what the models said: the labelled pool. Entry types:
 * {@link org.vigil.training.feedback.LabelledCase}, {@link
 * org.vigil.training.feedback.LabelledPool}.
 *
 * <p>Invariants: a reader has one verdict on a study, the last one; an erased study is in no
 * answer, whatever arrives of it later; a study's part of the data never changes.
 */
package org.vigil.training.feedback;
