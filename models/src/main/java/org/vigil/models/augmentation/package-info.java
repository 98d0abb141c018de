/**
 * Random views of training pictures. Entry types: {@link
 * org.vigil.models.augmentation.Augmentation} for one picture, {@link
 * org.vigil.models.augmentation.PictureBatches} for the batches of a run.
 *
 * <p>Invariants: a view is a pure function of the picture and its seed; steps in a row that only
 * move pixels are one resampling; without steps a picture is exactly what scoring sees.
 */
package org.vigil.models.augmentation;
