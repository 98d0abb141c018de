package org.vigil.local.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the end of a log file and then what is added to it, across rotations. Not thread-safe. */
public final class LogTail {
  private static final int MAX_BYTES = 1 << 20;

  private final Path file;
  private long position;

  /** A tail that starts at the file's end. */
  public LogTail(Path file) throws IOException {
    this.file = file;
    this.position = Files.exists(file) ? Files.size(file) : 0;
  }

  /** The last lines of a file; fewer when it has fewer, or when they are longer than 1 MB. */
  public static List<String> last(Path file, int count) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    long size = Files.size(file);
    byte[] end = read(file, Math.max(0, size - MAX_BYTES), size);
    List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }

  /** Whole lines added since the last call; after a rotation, from the new file's start. */
  public List<String> added() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    long size = Files.size(file);
    if (size < position) {
      position = 0;
    }
    byte[] bytes = read(file, position, size);
    int end = lastNewline(bytes) + 1;
    position += end;
    return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
  }

  private static int lastNewline(byte[] bytes) {
    int i = bytes.length - 1;
    while (i >= 0 && bytes[i] != '\n') {
      i--;
    }
    return i;
  }

  private static byte[] read(Path file, long from, long to) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[Math.toIntExact(to - from)];
      in.seek(from);
      in.readFully(bytes);
      return bytes;
    }
  }
}
