/**
 * {@code ./vigil simulate}: a discrete-event model of the pipeline that says how long studies would
 * wait, and how many devices a load needs, from what single steps cost (docs/sizing.md). Entry type
 * {@link org.vigil.local.simulate.Simulation}. Pure arithmetic: the same seed gives the same run.
 */
package org.vigil.local.simulate;
