package org.vigil.models.training;

/** Hears of a run's steps and epochs, on the run's thread; it may take checkpoints there. */
public interface RunListener {

  /** Hears nothing. */
  RunListener NONE = new RunListener() {};

  /** A step is done. */
  default void stepped(TrainingRun<?> run) {}

  /** An epoch is validated. */
  default void finished(Epoch epoch, TrainingRun<?> run) {}
}
