/**
 * A published method applied to a data set, from pictures on disk to a trained model with its
 * report. Entry types: {@link org.vigil.models.run.Methods} for the methods by name, {@link
 * org.vigil.models.run.MethodRun} for the work, {@link org.vigil.models.run.TrainedModel} for what
 * comes of it.
 *
 * <p>Invariant: a model's folder appears whole or not at all; nothing is chosen by the test part.
 */
package org.vigil.models.run;
