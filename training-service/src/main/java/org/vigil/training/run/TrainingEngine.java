package org.vigil.training.run;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.vigil.training.trainer.JobFolder;
import org.vigil.training.trainer.TrainerLine;

/**
 * Where jobs are computed. A job is a folder with everything in it ({@link JobFolder}), so another
 * engine may run it anywhere: docs/training.md shows a Kubernetes Job.
 *
 * <p>Given the same folder again after any ending, it goes on from the checkpoint there, and the
 * results are the same bytes as without the interruption. Returns when nothing of the job runs any
 * more.
 */
public interface TrainingEngine {

  /**
   * @param listener hears how it goes, on the calling thread
   * @param stop asked all the time; once true, the job ends
   */
  Ending run(JobFolder folder, Consumer<TrainerLine> listener, BooleanSupplier stop)
      throws InterruptedException;
}
