/**
 * Numbers that say how good a model is. Plain Java on doubles. Entry types: {@link
 * org.vigil.models.metric.Auc}, {@link org.vigil.models.metric.Bootstrap}.
 *
 * <p>Invariant: what is undefined (no positives, say) is empty, never 0.
 */
package org.vigil.models.metric;
