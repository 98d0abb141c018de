/**
 * Training runs: asked for, queued, prepared, trained in a process of their own, registered. Entry
 * types: {@link org.vigil.training.run.RunDesk} takes requests, {@link
 * org.vigil.training.run.RunWork} does a run, {@link org.vigil.training.run.TrainingEngine} is the
 * port behind which it is computed.
 *
 * <p>Invariants: a run that was taken ends in exactly one end state, whatever is killed; one run at
 * a time; nothing is registered before everything of it is whole.
 */
package org.vigil.training.run;
