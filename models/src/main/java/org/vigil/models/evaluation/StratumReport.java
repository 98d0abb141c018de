package org.vigil.models.evaluation;

import java.util.Map;
import org.vigil.models.metric.Interval;

/**
 * How well a model does on some of the cases.
 *
 * @param field such as sex
 * @param value such as female
 * @param cases how many; few make wide intervals
 * @param aucs by finding, where cases with and without it are there
 * @param sensitivities by finding at its threshold, where cases with it are there
 */
public record StratumReport(
    String field,
    String value,
    int cases,
    Map<String, Interval> aucs,
    Map<String, Interval> sensitivities) {}
