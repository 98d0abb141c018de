/**
 * What can be configured, with defaults. Entry type: {@link
 * org.vigil.inference.config.InferenceSettings}.
 */
package org.vigil.inference.config;
