/**
 * What the services' metrics share (docs/metrics.md): labels that cannot grow without bound, and
 * how far a consumer is behind. Entry types {@link org.vigil.platform.metric.BoundedLabel} and
 * {@link org.vigil.platform.metric.LagMetrics}.
 */
package org.vigil.platform.metric;
