/**
 * How much each entry of a patient's metadata moved a model's answer: Shapley values, enumerated or
 * sampled with a stated error. Plain Java. Entry type: {@link
 * org.vigil.models.attribution.MetadataAttribution}.
 *
 * <p>Invariant: the values of one answer sum to its difference from the answer for unknown
 * metadata, sampled or not.
 */
package org.vigil.models.attribution;
