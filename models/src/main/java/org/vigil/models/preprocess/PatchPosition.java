package org.vigil.models.preprocess;

/**
 * Where a patch of a {@link Pyramid} comes from (multi-scale ViT, section 3.1).
 *
 * @param scale 2^-level
 * @param x middle of the patch, as a share of the level's columns of patches
 * @param y middle of the patch, as a share of the level's rows of patches
 */
public record PatchPosition(double scale, double x, double y) {}
