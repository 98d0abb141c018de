/**
 * What runs in the trainer's own process: it reads a job's folder, trains, evaluates, and leaves
 * its results there. Entry type: {@link org.vigil.training.trainer.TrainerMain}.
 *
 * <p>Invariants: it knows no broker and no store; killed at any moment and started again over the
 * same folder, it ends in the same bytes; it does not outlive the process that started it.
 */
package org.vigil.training.trainer;
