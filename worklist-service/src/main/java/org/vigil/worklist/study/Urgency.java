package org.vigil.worklist.study;

/**
 * How soon a study has to be read. Urgent and unassessed share one rank: between them only arrival
 * counts, so that a study without a model's word is overtaken by later stat studies and by nothing
 * else.
 */
public enum Urgency {
  STAT(0),
  URGENT(1),
  UNASSESSED(1),
  ROUTINE(2);

  private final int rank;

  Urgency(int rank) {
    this.rank = rank;
  }

  /** Place in the reading order before due times count; lower is sooner. */
  public int rank() {
    return rank;
  }
}
