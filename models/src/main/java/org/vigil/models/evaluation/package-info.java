/**
 * How well a model does, as papers and hospitals ask: every measure with its interval, per finding
 * and per stratum, calibration, operating points, decision curves, comparison with another model,
 * and the report. Plain Java on scores. Entry types: {@link org.vigil.models.evaluation.Evaluator},
 * {@link org.vigil.models.evaluation.EvaluationReport}.
 *
 * <p>Invariant: what is chosen (temperature, thresholds) is chosen on validation cases; what is
 * undefined is left out.
 */
package org.vigil.models.evaluation;
