package org.vigil.training.trainer;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a trainer has to do; {@code job.json} of its folder.
 *
 * @param task what is asked for
 * @param version of the bundle to make; of the one to evaluate
 * @param npz a MedMNIST archive to learn from in place of the folder's data set
 * @param dataName how the bundle's manifest names the data
 * @param dataDigest SHA-256 of the data
 * @param recipe how to train
 * @param device auto, cpu or cuda
 * @param checkpointSteps steps between checkpoints; one is written after every epoch as well
 * @param unreadableShare most of the pictures that may be missing or unreadable, 0 to 1
 * @param command how a person asks for the same run
 * @param day from which the new bundle's thresholds hold; not today's, so that a job gives the same
 *     bytes whenever it ends
 * @param code version of this code, where it is known
 */
public record Job(
    Task task,
    String version,
    Optional<String> npz,
    String dataName,
    String dataDigest,
    Recipe recipe,
    String device,
    int checkpointSteps,
    double unreadableShare,
    String command,
    LocalDate day,
    Optional<String> code) {

  /** What a trainer can be asked for. */
  public enum Task {
    /** Train a bundle, then evaluate it. */
    TRAIN,
    /** Evaluate a bundle that is there. */
    EVALUATE
  }

  /**
   * How to train.
   *
   * @param start where the first weights come from
   * @param network a name that the model library knows; the parent's if empty
   * @param width of the network's first stage; the parent's if empty
   * @param epochs at most
   * @param batch pictures per step
   * @param rate peak of the learning rate
   * @param patience epochs without a better validation value before the run stops
   * @param seed of all randomness
   * @param falseAbstention the share of right pictures that the new bundle may abstain from; where
   *     empty the parent's, and no doubts where that has none
   */
  public record Recipe(
      Start start,
      Optional<String> network,
      Optional<Integer> width,
      int epochs,
      int batch,
      double rate,
      int patience,
      long seed,
      Optional<Double> falseAbstention) {

    /** What serves small bundles well: the demonstration bundles' own recipe. */
    public static final Recipe STANDARD =
        new Recipe(
            Start.PARENT,
            Optional.empty(),
            Optional.empty(),
            30,
            64,
            2e-3,
            10,
            7,
            Optional.empty());
  }

  /** Where the first weights come from. */
  public enum Start {
    /** The parent bundle's weights. */
    PARENT,
    /** Random ones. */
    FRESH
  }
}
