/**
 * Patients' metadata as numbers, and a small network that fills in what is missing (DualRefNet,
 * Preprocessing). Entry types: {@link org.vigil.models.method.dualrefnet.imputation.MetadataSchema}
 * for the numbers, {@link org.vigil.models.method.dualrefnet.imputation.MetadataImputer} for the
 * gaps.
 *
 * <p>Invariant: what is known is never changed, and whoever asks is told what was filled in.
 */
package org.vigil.models.method.dualrefnet.imputation;
