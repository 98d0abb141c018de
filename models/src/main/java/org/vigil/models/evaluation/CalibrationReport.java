package org.vigil.models.evaluation;

/**
 * Expected calibration error (15 bins) and Brier score of probabilities as the model gives them,
 * and after each remedy, fitted on validation cases.
 */
public record CalibrationReport(
    double eceBefore,
    double eceTemperature,
    double eceIsotonic,
    double brierBefore,
    double brierTemperature,
    double brierIsotonic) {}
