package org.vigil.local.simulate;

import org.vigil.local.bench.Distribution;

/**
 * What a simulation showed.
 *
 * @param studiesPerSecond that reached the worklist, from the first quarter on to the last arrival
 * @param toWorklist from the front door's answer to the place with a score, milliseconds
 * @param busy share of inference's processors (on one machine: of all) that was used
 * @param longestQueue most studies that waited before a device
 */
public record Forecast(
    double studiesPerSecond, Distribution toWorklist, double busy, int longestQueue) {}
