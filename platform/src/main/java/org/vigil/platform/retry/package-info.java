/** Waiting between tries. Entry type: {@link org.vigil.platform.retry.ExponentialBackoff}. */
package org.vigil.platform.retry;
