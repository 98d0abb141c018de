package org.vigil.models.scoring;

import java.util.List;
import java.util.Optional;
import org.vigil.models.doubt.Doubt.Doubted;

/**
 * A model's word on one picture.
 *
 * @param probabilities calibrated, in the order of the bundle's findings
 * @param embedding L2-normalised
 * @param spread standard deviation of each probability over other looks at the same picture; empty
 *     where none were taken
 * @param doubted why this word is not to be trusted; empty where nothing speaks against it, or the
 *     bundle has no doubts
 */
public record ImageScore(
    List<Double> probabilities,
    List<Float> embedding,
    Optional<List<Double>> spread,
    Optional<Doubted> doubted) {}
