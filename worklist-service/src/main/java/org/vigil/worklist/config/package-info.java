/**
 * The service's documented configuration. Entry type: {@link
 * org.vigil.worklist.config.WorklistSettings}.
 */
package org.vigil.worklist.config;
