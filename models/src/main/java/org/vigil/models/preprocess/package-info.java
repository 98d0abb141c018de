/**
 * From a decoded picture to a network's input, the same code for training and inference. Plain
 * Java. Entry type: {@link org.vigil.models.preprocess.InputPipeline}.
 *
 * <p>Invariant: a version names exact arithmetic; changing any of it makes a new version.
 */
package org.vigil.models.preprocess;
