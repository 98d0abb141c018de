package org.vigil.models.training;

/**
 * What an epoch came to.
 *
 * @param number from 1
 * @param loss mean over the batches; NaN for the epoch that stands for a mean of weights
 * @param validation the value that the run is judged by; larger is better
 */
public record Epoch(int number, double loss, double validation) {}
