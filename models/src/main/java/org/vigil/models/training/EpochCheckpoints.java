package org.vigil.models.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes a checkpoint after every epoch and passes the epoch on.
 *
 * @param file where to, if anywhere; replaced each time
 * @param progress hears of epochs once they are safe
 */
record EpochCheckpoints(Optional<Path> file, Consumer<Epoch> progress) implements RunListener {
  @Override
  public void finished(Epoch epoch, TrainingRun<?> run) {
    try {
      if (file.isPresent()) {
        run.checkpoint().write(file.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    progress.accept(epoch);
  }
}
