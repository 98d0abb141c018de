package org.vigil.models.method.jif;

import org.vigil.models.augmentation.PictureBatch;

/**
 * Cases of one training step.
 *
 * @param pictures with one-hot diagnoses as targets
 * @param metadata [case][column], one after another; not copied
 */
public record JifBatch(PictureBatch pictures, float[] metadata) {}
