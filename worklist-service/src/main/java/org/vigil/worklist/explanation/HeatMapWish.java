package org.vigil.worklist.explanation;

/**
 * A reader wants to see where the model looked.
 *
 * @param finding one of the study's findings
 */
public record HeatMapWish(String finding) {}
