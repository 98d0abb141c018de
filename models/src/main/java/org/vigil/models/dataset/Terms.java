package org.vigil.models.dataset;

/**
 * Under which terms a data set may be used, and whom to cite.
 *
 * @param licence as its creators state it
 * @param citation authors, year, identifier
 */
public record Terms(String licence, String citation) {}
