package org.vigil.models.method.dualrefnet;

import org.vigil.models.augmentation.PictureBatch;

/**
 * Lesions of one training step.
 *
 * @param pictures with one-hot targets
 * @param metadata [lesion][column]; not copied
 * @param wanted the same views enlarged, 0 to 1, [lesion][channel][row][column]; not copied
 * @param scale by which they are enlarged
 */
public record DualRefNetBatch(PictureBatch pictures, float[] metadata, float[] wanted, int scale) {}
