package org.vigil.local.simulate;

/**
 * What the pipeline runs on.
 *
 * @param sharedCores processors of the one machine that everything shares; 0 where every instance
 *     has its own, as in a cluster
 * @param ingestInstances each with 2 processors of its own
 * @param inferenceInstances each with one device and one more processor
 * @param worklistInstances each with 2 processors of its own
 * @param maxBatch most images in a forward pass
 * @param commitMillis between the transactions of assembly and worklist
 * @param publishMillis that inference's transaction takes
 */
public record House(
    int sharedCores,
    int ingestInstances,
    int inferenceInstances,
    int worklistInstances,
    int maxBatch,
    double commitMillis,
    double publishMillis) {
  static final int INGEST_WORKERS = 4;
  static final int PREPARE_WORKERS = 2;
  static final int PLACE_WORKERS = 2;

  public House {
    if (sharedCores < 0
        || ingestInstances < 1
        || inferenceInstances < 1
        || worklistInstances < 1
        || maxBatch < 1) {
      throw new IllegalArgumentException("a house without instances or batches");
    }
  }

  /** One machine, as {@code ./vigil up} runs it. */
  public static House ofOneMachine(int cores) {
    return new House(cores, 1, 1, 1, 8, 250, 15);
  }

  /**
   * A cluster for a load.
   *
   * @param perSecond studies; ingest and worklist are given twice the processors that these need
   */
  public static House ofCluster(int inferenceInstances, double perSecond, StepCosts costs) {
    return new House(
        0,
        instances(perSecond * costs.ingest()),
        inferenceInstances,
        instances(perSecond * costs.place()),
        8,
        250,
        15);
  }

  /** Of 2 processors, half used, at least two of them. */
  private static int instances(double millisPerSecond) {
    return Math.max(2, (int) Math.ceil(millisPerSecond / 1e3));
  }

  public House withCommit(double millis) {
    return new House(
        sharedCores,
        ingestInstances,
        inferenceInstances,
        worklistInstances,
        maxBatch,
        millis,
        publishMillis);
  }
}
