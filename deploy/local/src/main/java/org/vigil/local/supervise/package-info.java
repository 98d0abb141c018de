/**
 * Processes that are kept running. Entry type: {@link org.vigil.local.supervise.SupervisedProcess}.
 *
 * <p>Invariants: a process that ends by itself, or hangs, is started again after a growing wait;
 * one that was stopped never is; none outlives this JVM.
 */
package org.vigil.local.supervise;
