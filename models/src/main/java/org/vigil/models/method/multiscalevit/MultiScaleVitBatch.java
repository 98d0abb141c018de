package org.vigil.models.method.multiscalevit;

import org.vigil.models.augmentation.PictureBatch;

/**
 * A batch that knows when it is learnt from, on which the losses' weights depend.
 *
 * @param epoch from 0
 */
public record MultiScaleVitBatch(PictureBatch pictures, int epoch) {}
