/**
 * Numbers that say how good a model is. Plain Java on doubles. Entry types: {@link
 * org.vigil.models.metric.MultiLabelReport}, {@link org.vigil.models.metric.SingleLabelReport},
 * {@link org.vigil.models.metric.Reliability}, {@link org.vigil.models.metric.RetrievalReport};
 * single numbers with intervals: {@link org.vigil.models.metric.Auc}, {@link
 * org.vigil.models.metric.Bootstrap}, {@link org.vigil.models.metric.DeLong}.
 *
 * <p>Invariant: what is undefined (no positives, say) is empty and left out of means, never 0,
 * except where a published definition says 0; a score that is no number is refused.
 */
package org.vigil.models.metric;
