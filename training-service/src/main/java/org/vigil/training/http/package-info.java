/**
 * The registry over HTTP (docs/registry.md). Entry types: {@link
 * org.vigil.training.http.BundlesResource}, {@link org.vigil.training.http.SlotsResource}.
 */
package org.vigil.training.http;
