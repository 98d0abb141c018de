/**
 * The service's HTTP surface: scoring one upload, listing the slots, readiness. Entry types: {@link
 * org.vigil.inference.http.ScoreResource}, {@link org.vigil.inference.http.SlotsResource}.
 */
package org.vigil.inference.http;
