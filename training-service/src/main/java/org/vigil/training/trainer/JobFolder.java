package org.vigil.training.trainer;

import java.nio.file.Path;

/**
 * Where everything of a job lies.
 *
 * @param root the job's own folder
 */
public record JobFolder(Path root) {

  public Path job() {
    return root.resolve("job.json");
  }

  /** The data set's manifest; absent where the job learns from an archive. */
  public Path dataSet() {
    return root.resolve("dataset.json");
  }

  /** {@code <sha256>.png} each. */
  public Path pictures() {
    return root.resolve("pictures");
  }

  /** The bundle that the new one descends from. */
  public Path parent() {
    return root.resolve("parent");
  }

  /** The bundle that it is compared with; absent where the slot has none active. */
  public Path reference() {
    return root.resolve("reference");
  }

  public Path checkpoint() {
    return root.resolve("checkpoint.safetensors");
  }

  /** The bundle that the job made or evaluates. */
  public Path bundle() {
    return root.resolve("bundle");
  }

  /** The new bundle while its doubts are being fitted; absent where it has none. */
  public Path draft() {
    return root.resolve("draft");
  }

  /** What bundle and reference say of every case. */
  public Path cases() {
    return root.resolve("cases.json");
  }

  /** What the trainer said that was not for us. */
  public Path log() {
    return root.resolve("trainer.log");
  }

  /** The training cases whose loss was no number. */
  public Path diverged() {
    return root.resolve("diverged.json");
  }
}
