package org.vigil.ingest.tus;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vigil.ingest.upload.HeldFiles;
import org.vigil.platform.problem.ProblemException;

/**
 * The files of uploads under way, in a folder of this instance's own. An upload is two files:
 * {@code KEY.length}, written whole and first, and {@code KEY}, whose size is the offset. Nothing
 * else is remembered, so nothing is forgotten when the process is killed. Thread-safe; one writer
 * at a time for each upload ({@link Writers}).
 */
public final class UploadFolder implements HeldFiles {
  private static final Duration RETRY_AFTER = Duration.ofMinutes(5);
  private static final String LENGTH = ".length";

  private final Path folder;
  private final Bounds bounds;
  private final Clock clock;
  private final Writers writers = new Writers();

  /**
   * @param bytesPerUpload longest upload that is begun
   * @param bytesHeld of all uploads together, by their full lengths; none is begun beyond it
   * @param lifetime after which an upload to which nothing came is removed
   * @param lifetimeOnceUsed the same for one of which a study was made: as long as the request for
   *     the study may be repeated
   */
  public record Bounds(
      long bytesPerUpload, long bytesHeld, Duration lifetime, Duration lifetimeOnceUsed) {}

  private UploadFolder(Path folder, Bounds bounds, Clock clock) {
    this.folder = folder;
    this.bounds = bounds;
    this.clock = clock;
  }

  /** Opens the folder as the last process left it; what cannot be continued is removed. */
  public static UploadFolder open(Path folder, Bounds bounds, Clock clock) throws IOException {
    Files.createDirectories(folder);
    UploadFolder opened = new UploadFolder(folder, bounds, clock);
    for (Path file : opened.files()) {
      String name = file.getFileName().toString();
      String key =
          name.endsWith(LENGTH) ? name.substring(0, name.length() - LENGTH.length()) : name;
      if (UploadKey.parse(key).isEmpty() || !Files.exists(folder.resolve(key + LENGTH))) {
        Files.deleteIfExists(file);
      }
    }
    return opened;
  }

  /**
   * Begins an upload, or finds the one that was begun with the same key.
   *
   * @throws ProblemException 413 if it is too long, 503 if too much is held, 422 if the key stands
   *     for an upload of another length
   */
  synchronized HeldUpload begin(UploadKey key, long length) throws IOException {
    Optional<HeldUpload> known = find(key);
    if (known.isPresent()) {
      return known
          .filter(upload -> upload.length() == length)
          .orElseThrow(TusProblems::otherLength);
    }
    if (length > bounds.bytesPerUpload()) {
      throw TusProblems.tooLarge(bounds.bytesPerUpload());
    }
    if (held() + length > bounds.bytesHeld()) {
      throw ProblemException.unavailable("Too many uploads are under way.", RETRY_AFTER);
    }
    Path written = Files.createTempFile(folder, "new-", LENGTH);
    Files.writeString(written, Long.toString(length), StandardOpenOption.SYNC);
    Files.deleteIfExists(file(key)); // Of an upload whose removal was cut short.
    Files.move(written, lengthFile(key), StandardCopyOption.ATOMIC_MOVE);
    Files.createFile(file(key));
    return find(key).orElseThrow(TusProblems::unknown);
  }

  /** An upload that has begun and has not expired. */
  public Optional<HeldUpload> find(UploadKey key) throws IOException {
    try {
      long length = Long.parseLong(Files.readString(lengthFile(key), StandardCharsets.US_ASCII));
      Path file = file(key);
      long offset = Files.exists(file) ? Files.size(file) : 0;
      Path last = Files.exists(file) ? file : lengthFile(key);
      Instant expiresAt = Files.getLastModifiedTime(last).toInstant().plus(bounds.lifetime());
      return expiresAt.isAfter(clock.instant())
          ? Optional.of(new HeldUpload(key, length, offset, expiresAt, file))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Path file(String name) throws IOException {
    UploadKey key = UploadKey.parse(name).orElseThrow(TusProblems::unknown);
    HeldUpload upload = find(key).orElseThrow(TusProblems::unknown);
    if (!upload.isComplete()) {
      throw TusProblems.incomplete(upload);
    }
    return upload.file();
  }

  @Override
  public void used(String name) throws IOException {
    Instant since = clock.instant().minus(bounds.lifetime()).plus(bounds.lifetimeOnceUsed());
    Path file = file(name);
    if (Files.getLastModifiedTime(file).toInstant().isAfter(since)) {
      Files.setLastModifiedTime(file, FileTime.from(since));
    }
  }

  /**
   * Appends what comes, and returns when it is on disk. Where the sender breaks off, what came
   * until then is kept, unless a checksum was to prove it.
   *
   * @throws ProblemException 404, 409 if the offset is another, 413 if more comes than the length,
   *     423 if an earlier writer does not give way, 460 if the checksum differs
   * @throws IOException if the sender breaks off or the disk fails
   */
  HeldUpload append(UploadKey key, long offset, InputStream body, Optional<Checksum> checksum)
      throws IOException, InterruptedException {
    try (Writers.Turn turn = writers.take(key)) {
      HeldUpload upload = find(key).orElseThrow(TusProblems::unknown);
      if (upload.offset() != offset) {
        throw TusProblems.conflict(upload.offset());
      }
      if (checksum.isPresent()) {
        appendProven(upload, body, checksum.get());
      } else {
        appendAll(upload, body);
      }
      Files.setLastModifiedTime(upload.file(), FileTime.from(clock.instant()));
      return find(key).orElseThrow(TusProblems::unknown);
    }
  }

  private static void appendAll(HeldUpload upload, InputStream body) throws IOException {
    try (FileOutputStream out = new FileOutputStream(upload.file().toFile(), true)) {
      try {
        copy(body, out, upload.length() - upload.offset());
      } catch (ProblemException e) {
        out.getChannel().truncate(upload.offset());
        throw e;
      } finally {
        out.getFD().sync();
      }
    }
  }

  /** The bytes wait beside the upload until they are proven. */
  private void appendProven(HeldUpload upload, InputStream body, Checksum checksum)
      throws IOException {
    Path spool = Files.createTempFile(folder, "spool-", "");
    try {
      var digest = checksum.newDigest();
      try (OutputStream out = new DigestOutputStream(Files.newOutputStream(spool), digest)) {
        copy(body, out, upload.length() - upload.offset());
      }
      if (!checksum.matches(digest)) {
        throw TusProblems.mismatch();
      }
      try (InputStream in = Files.newInputStream(spool)) {
        appendAll(upload, in);
      }
    } finally {
      Files.deleteIfExists(spool);
    }
  }

  /**
   * @throws ProblemException 413 if there is more than {@code most}
   */
  private static void copy(InputStream in, OutputStream out, long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = most;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (read > left) {
        throw TusProblems.tooMuch();
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  /** Removes an upload; nothing happens where there is none. */
  void remove(UploadKey key) throws IOException, InterruptedException {
    try (Writers.Turn turn = writers.take(key)) {
      delete(key);
    }
  }

  private void delete(UploadKey key) throws IOException {
    Files.deleteIfExists(lengthFile(key));
    Files.deleteIfExists(file(key));
  }

  /** Removes what has expired; returns how many. */
  public int sweep() throws IOException, InterruptedException {
    int removed = 0;
    for (UploadKey key : keys()) {
      if (find(key).isEmpty()) {
        remove(key);
        removed++;
      }
    }
    return removed;
  }

  /** Bytes of all uploads, by their full lengths. */
  long held() throws IOException {
    long sum = 0;
    for (UploadKey key : keys()) {
      sum += find(key).map(HeldUpload::length).orElse(0L);
    }
    return sum;
  }

  private List<UploadKey> keys() throws IOException {
    return files().stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(LENGTH))
        .flatMap(
            name -> UploadKey.parse(name.substring(0, name.length() - LENGTH.length())).stream())
        .toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Path file(UploadKey key) {
    return folder.resolve(key.value());
  }

  private Path lengthFile(UploadKey key) {
    return folder.resolve(key.value() + LENGTH);
  }
}
