package org.vigil.local.simulate;

/**
 * Looks for the fewest inference instances that keep a promise under a load.
 *
 * @param costs of a study
 * @param perSecond studies at the busiest time
 * @param withinMillis that 99 of 100 studies may take to the worklist
 * @param seed of the arrivals
 */
public record Sizing(StepCosts costs, double perSecond, double withinMillis, long seed) {
  private static final int MOST_INSTANCES = 1024;
  private static final int FEWEST_STUDIES = 2_000;
  private static final int MOST_STUDIES = 60_000;
  private static final double SIMULATED_SECONDS = 120;

  /**
   * An answer.
   *
   * @param house the smallest that is enough
   * @param forecast what it would do
   */
  public record Answer(House house, Forecast forecast) {}

  /**
   * Begins with what passes and preparation alone need and adds a tenth, at least one, until it is
   * enough.
   *
   * @throws IllegalArgumentException if no number of instances is: the transactions alone take
   *     longer
   */
  public Answer smallest() {
    double pass = costs.pass(8) / 8;
    double millis = Math.max(pass, (costs.prepare() + pass) / House.PREPARE_WORKERS);
    int instances = Math.max(1, (int) Math.floor(perSecond * millis / 1e3));
    while (instances <= MOST_INSTANCES) {
      Answer answer = with(instances);
      if (answer.forecast().toWorklist().p99() <= withinMillis) {
        return answer;
      }
      if (answer.forecast().longestQueue() <= 1) {
        break; // Nobody ever waited behind another: more instances would change nothing.
      }
      instances += Math.max(1, instances / 10);
    }
    throw new IllegalArgumentException(
        "no number of instances brings 99 of 100 studies to the worklist within %.0f ms"
            .formatted(withinMillis));
  }

  /** What so many instances would do. */
  public Answer with(int instances) {
    House house = House.ofCluster(instances, perSecond, costs);
    return new Answer(house, new Simulation(house, costs, seed).open(perSecond, studies()));
  }

  private int studies() {
    return (int) Math.clamp(perSecond * SIMULATED_SECONDS, FEWEST_STUDIES, MOST_STUDIES);
  }
}
