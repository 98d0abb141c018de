/**
 * From a decoded picture to a network's input, the same code for training and inference. Plain
 * Java. Entry type: {@link org.vigil.models.preprocess.InputPipeline}; the single steps work on
 * {@link org.vigil.models.preprocess.Bitmap} (whole samples) and {@link
 * org.vigil.models.preprocess.Planes} (real numbers).
 *
 * <p>Invariant: a version names exact arithmetic; changing any of it makes a new version. No step
 * writes into its input.
 */
package org.vigil.models.preprocess;
