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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vigil.ingest.dicom.DicomDecoder;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Decodes a file of whatever format it is, on one of a few threads and within a time limit.
 * Thread-safe; callers beyond the number of threads wait.
 */
public final class Decoders implements AutoCloseable {
  private final Map<Format, FileDecoder> decoders = new EnumMap<>(Format.class);
  private final ExecutorService threads;
  private final Duration timeLimit;

  public Decoders(PictureLimits limits, int threads, Duration timeLimit) {
    for (Format format : Format.values()) {
      decoders.put(
          format,
          format == Format.DICOM ? new DicomDecoder(limits) : new ImageIoDecoder(format, limits));
    }
    this.threads =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("decode-", 0).factory());
    this.timeLimit = timeLimit;
  }

  /**
   * @throws RefusedException if the file is not a picture that is taken
   */
  public Decoded decode(Path file) throws IOException, InterruptedException {
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
    return within(threads.submit(() -> decoders.get(format).decode(file)));
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(Format.HEAD);
    }
  }

  private Decoded within(Future<Decoded> decoding) throws IOException, InterruptedException {
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
