package org.vigil.local.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A log file that stays small: when it is full it becomes {@code <name>.1} (the older ones move up,
 * the oldest goes) and a new one begins. Lines are never cut. Thread-safe.
 */
public final class BoundedLog implements Closeable {
  private static final int LINES_REMEMBERED = 200;

  private final Path file;
  private final long maxBytes;
  private final int kept;
  private final Deque<String> newest = new ArrayDeque<>();
  private OutputStream out;
  private long size;

  /**
   * @param maxBytes size at which a file is full
   * @param kept how many full files are kept beside the current one
   */
  public BoundedLog(Path file, long maxBytes, int kept) {
    this.file = file;
    this.maxBytes = maxBytes;
    this.kept = kept;
  }

  /** Writes one line; goes on without a word when the disk is full, because the service must. */
  public synchronized void line(String text) {
    remember(text);
    try {
      byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
      open();
      if (size > 0 && size + bytes.length > maxBytes) {
        rotate();
      }
      out.write(bytes);
      out.flush();
      size += bytes.length;
    } catch (IOException e) {
      System.err.println("cannot write " + file + ": " + e.getMessage());
    }
  }

  private void remember(String text) {
    newest.addLast(text);
    if (newest.size() > LINES_REMEMBERED) {
      newest.removeFirst();
    }
  }

  private void open() throws IOException {
    if (out == null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      size = Files.size(file);
    }
  }

  private void rotate() throws IOException {
    out.close();
    out = null;
    for (int i = kept; i >= 1; i--) {
      Path from = i == 1 ? file : numbered(i - 1);
      if (Files.exists(from)) {
        Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.deleteIfExists(file); // Still there only when none is kept.
    open();
  }

  private Path numbered(int i) {
    return file.resolveSibling(file.getFileName() + "." + i);
  }

  public Path file() {
    return file;
  }

  /** The newest lines since this object was made, oldest first. */
  public synchronized List<String> newest() {
    return List.copyOf(newest);
  }

  /** The newest line that looks like a cause, or the newest of all; empty when there is none. */
  public String lastTellingLine() {
    return TellingLine.in(newest());
  }

  @Override
  public synchronized void close() {
    try {
      if (out != null) {
        out.close();
        out = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
