package org.vigil.local.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far something is: a bar in a terminal, a line for each tenth elsewhere. */
interface Progress extends AutoCloseable {

  /** So many are done. */
  void at(long done);

  @Override
  void close();

  static Progress of(String task, long all, PrintWriter out) {
    return Boolean.getBoolean("vigil.terminal") ? bar(task, all) : lines(task, all, out);
  }

  private static Progress bar(String task, long all) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(all)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(100)
            .build();
    return new Progress() {
      @Override
      public void at(long done) {
        bar.stepTo(done);
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }

  private static Progress lines(String task, long all, PrintWriter out) {
    return new Progress() {
      private long shown;

      @Override
      public synchronized void at(long done) {
        if (done == all || done - shown >= Math.max(1, all / 10)) {
          shown = done;
          out.printf("%s %d of %d%n", task, done, all);
          out.flush();
        }
      }

      @Override
      public void close() {
        out.flush();
      }
    };
  }
}
