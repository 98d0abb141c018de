/**
 * One study on its way to its scores: routing, fetching, preparing, and saying the result as
 * events. Entry types: {@link org.vigil.inference.study.StudyPreparer}, {@link
 * org.vigil.inference.study.ResultEvents}.
 *
 * <p>Invariant: each image of a study ends scored or abstained, with a reason.
 */
package org.vigil.inference.study;
