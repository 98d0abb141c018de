package org.vigil.ingest.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vigil.ingest.dicom.DicomDecoder;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Decodes a file of whatever format it is, on one of a few threads, within a time limit and a
 * budget of memory. Thread-safe; callers beyond the number of threads wait a minute, then are asked
 * to come again.
 */
public final class Decoders implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Map<Format, FileDecoder> decoders = new EnumMap<>(Format.class);
  private final ExecutorService threads;
  private final Semaphore free;
  private final PictureLimits limits;
  private final PixelBudget budget;
  private final Duration timeLimit;

  public Decoders(PictureLimits limits, PixelBudget budget, int threads, Duration timeLimit) {
    for (Format format : Format.values()) {
      decoders.put(
          format, format == Format.DICOM ? new DicomDecoder() : new ImageIoDecoder(format));
    }
    this.limits = limits.within(budget);
    this.budget = budget;
    this.threads =
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("decode-", 0).factory());
    this.free = new Semaphore(threads, true);
    this.timeLimit = timeLimit;
  }

  /**
   * Decodes a file and uses its picture, on the decoder's thread and while its pixels have their
   * room; nothing may keep the picture afterwards.
   *
   * @throws RefusedException if the file is not a picture that is taken
   * @throws ProblemException 503 if no decoder or no memory is free for long
   */
  public <T> T decode(Path file, PictureUse<T> use) throws IOException, InterruptedException {
    byte[] head = head(file);
    if (head.length == 0) {
      throw new RefusedException(RejectionReason.EMPTY, "the file is empty");
    }
    Format format =
        Format.detect(head)
            .orElseThrow(
                () ->
                    new RefusedException(
                        RejectionReason.UNSUPPORTED_FORMAT,
                        "not a JPEG, PNG, BMP, TIFF, WebP or DICOM Part 10 file; it looks like "
                            + Format.guess(head)));
    return within(start(decoders.get(format), file, use));
  }

  /**
   * Waits for a free decoder. Waiting says nothing about the file, so it does not count as decoding
   * time; a decoder that ignores its cancellation keeps its place until it ends.
   */
  private <T> Future<T> start(FileDecoder decoder, Path file, PictureUse<T> use)
      throws InterruptedException {
    if (!free.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw ProblemException.unavailable("All decoders are busy.", RETRY_AFTER);
    }
    try {
      return threads.submit(() -> decodeAndFree(decoder, file, use));
    } catch (RejectedExecutionException e) {
      free.release();
      throw ProblemException.unavailable("The service is stopping.", RETRY_AFTER);
    }
  }

  private <T> T decodeAndFree(FileDecoder decoder, Path file, PictureUse<T> use)
      throws IOException {
    try (PictureGate gate = new PictureGate(limits, budget)) {
      return use.with(decoder.decode(file, gate));
    } finally {
      free.release();
    }
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(Format.HEAD);
    }
  }

  private <T> T within(Future<T> decoding) throws IOException, InterruptedException {
    try {
      return decoding.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      decoding.cancel(true);
      throw new RefusedException(
          RejectionReason.DECODE_TIMEOUT, "decoding took longer than " + timeLimit);
    } catch (ExecutionException e) {
      throw asRefusal(e.getCause());
    }
  }

  private static RefusedException asRefusal(Throwable cause) throws IOException {
    return switch (cause) {
      case RefusedException refused -> refused;
      case ProblemException problem -> throw problem;
      case IOException failed -> throw failed;
      case Error error -> throw error;
      default -> new RefusedException(RejectionReason.DAMAGED, "the file is damaged");
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
