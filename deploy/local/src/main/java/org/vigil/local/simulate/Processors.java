package org.vigil.local.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * Processors that share themselves equally among the jobs they have, each job on at most one of
 * them (processor sharing). Not thread-safe.
 */
final class Processors {
  /** A nanosecond: jobs that end so close together end together. */
  private static final double DONE = 1e-6;

  private static final class Job {
    private double left;
    private final Runnable then;

    private Job(double work, Runnable then) {
      this.left = work;
      this.then = then;
    }
  }

  private final Agenda agenda;
  private final double cores;
  private final List<Job> jobs = new ArrayList<>();
  private double since;
  private double busy;
  private long plan;

  Processors(Agenda agenda, double cores) {
    this.agenda = agenda;
    this.cores = cores;
  }

  /**
   * Does some work and then goes on.
   *
   * @param work milliseconds of one processor that nobody else has
   */
  void work(double work, Runnable then) {
    advance();
    jobs.add(new Job(work, then));
    plan();
  }

  /** Milliseconds of processor that were used so far. */
  double busy() {
    return busy;
  }

  double cores() {
    return cores;
  }

  private double pace() {
    return jobs.isEmpty() ? 0 : Math.min(1, cores / jobs.size());
  }

  private void advance() {
    double done = (agenda.now() - since) * pace();
    jobs.forEach(job -> job.left -= done);
    busy += done * jobs.size();
    since = agenda.now();
  }

  /** The next job to end, if no other comes before; an older plan is void. */
  private void plan() {
    long mine = ++plan;
    jobs.stream()
        .mapToDouble(job -> job.left)
        .min()
        .ifPresent(left -> agenda.after(left / pace(), () -> finish(mine)));
  }

  private void finish(long mine) {
    if (mine != plan) {
      return;
    }
    advance();
    // Nothing has changed since the plan was made, so the least that is left is the clock's
    // rounding.
    double least = jobs.stream().mapToDouble(job -> job.left).min().orElseThrow();
    List<Job> ended = jobs.stream().filter(job -> job.left <= least + DONE).toList();
    jobs.removeAll(ended);
    plan();
    ended.forEach(job -> job.then.run());
  }
}
