package org.vigil.models.method.paired;

import org.vigil.models.augmentation.PictureBatch;

/**
 * Lesions of one training step.
 *
 * @param derm dermoscopic pictures, with the answers to all questions as targets, one-hot each
 * @param clin clinical pictures of the same lesions
 */
public record PairedBatch(PictureBatch derm, PictureBatch clin) {}
