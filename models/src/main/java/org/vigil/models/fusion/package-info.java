/**
 * Decisions of several branches, classifiers or moments of training brought into one. Plain Java.
 * Entry types: {@link org.vigil.models.fusion.WeightSearch} (FusionM4Net's algorithms 1 and 2),
 * {@link org.vigil.models.fusion.SvmCluster}, {@link org.vigil.models.fusion.BranchAverage}, {@link
 * org.vigil.models.fusion.WeightAverage}.
 *
 * <p>Invariant: deterministic; weights are searched on validation cases that no branch was trained
 * on, which is the caller's duty.
 */
package org.vigil.models.fusion;
