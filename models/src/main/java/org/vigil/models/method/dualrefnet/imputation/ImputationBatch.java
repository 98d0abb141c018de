package org.vigil.models.method.dualrefnet.imputation;

/**
 * Cases of which some known values are hidden, to be guessed.
 *
 * @param size cases
 * @param values with the hidden ones, [case][number]; not copied
 * @param shown 1 for what the network sees, [case][number]
 * @param hidden 1 for what it is to guess, [case][number]
 */
public record ImputationBatch(int size, float[] values, float[] shown, float[] hidden) {}
