package org.vigil.models.scoring;

import java.util.List;

/**
 * A model's word on one picture.
 *
 * @param probabilities calibrated, in the order of the bundle's findings
 * @param embedding L2-normalised
 */
public record ImageScore(List<Double> probabilities, List<Float> embedding) {}
