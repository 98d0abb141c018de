package org.vigil.platform.audit;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Audit records on this instance's disk, on their way to the broker: files of frames (length,
 * CRC-32 and bytes), the newest of which is written to. A file is taken away whole, after the
 * broker has all of it. Holds at most so many bytes; more is refused. Thread-safe; one process to a
 * folder.
 */
public final class AuditJournal implements AutoCloseable {
  private static final String SUFFIX = ".journal";
  private static final int HEAD = 8;

  private final Path folder;
  private final long limit;
  private OpenFile current;
  private long number;
  private long held;
  private boolean closed;

  /** A file that is written to; once sealed, all of it is on disk. */
  private static final class OpenFile {
    private final Path path;
    private final FileOutputStream out;
    private volatile boolean sealed;

    private OpenFile(Path path) throws IOException {
      this.path = path;
      this.out = new FileOutputStream(path.toFile());
    }

    private void force() throws IOException {
      try {
        out.getFD().sync();
      } catch (SyncFailedException e) {
        if (!sealed) { // Whoever seals forces first.
          throw e;
        }
      }
    }

    private void seal() throws IOException {
      try (out) {
        out.getFD().sync();
        sealed = true;
      }
    }
  }

  /**
   * Goes on with what an earlier process left in the folder.
   *
   * @param limit bytes held at most
   */
  public AuditJournal(Path folder, long limit) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.limit = limit;
    for (Path file : files(folder)) {
      held += Files.size(file);
      number = Math.max(number, numberOf(file));
    }
  }

  /**
   * Writes a record.
   *
   * @param durable whether to wait until it is on disk
   * @throws IOException if the disk fails or the journal is full; the record is not written
   */
  void append(byte[] record, boolean durable) throws IOException {
    OpenFile file = write(frame(record));
    if (durable) {
      file.force();
    }
  }

  private synchronized OpenFile write(byte[] frame) throws IOException {
    if (closed || held + frame.length > limit) {
      throw new IOException(closed ? "the journal is closed" : "the journal is full");
    }
    if (current == null) {
      current = new OpenFile(folder.resolve(name(number + 1)));
      number++;
    }
    OpenFile file = current;
    try {
      file.out.write(frame);
    } catch (IOException e) {
      current = null; // What stands half written ends this file.
      file.out.close();
      throw e;
    }
    held += frame.length;
    notifyAll();
    return file;
  }

  private static byte[] frame(byte[] record) {
    CRC32 check = new CRC32();
    check.update(record);
    return ByteBuffer.allocate(HEAD + record.length)
        .putInt(record.length)
        .putInt((int) check.getValue())
        .put(record)
        .array();
  }

  /** The oldest file that is whole, for whoever carries it on; waits until there is one. */
  synchronized Optional<Path> oldest() throws IOException, InterruptedException {
    List<Path> files = files(folder);
    while (files.isEmpty() && !closed) {
      wait();
      files = files(folder);
    }
    if (current != null && !files.isEmpty() && files.getFirst().equals(current.path)) {
      OpenFile last = current;
      current = null;
      last.seal();
    }
    return files.stream().findFirst();
  }

  /** Takes a file away: the broker has all of it. */
  synchronized void remove(Path file) throws IOException {
    long size = Files.size(file);
    Files.delete(file);
    held -= size;
  }

  /** Bytes that wait to be carried on. */
  synchronized long held() {
    return held;
  }

  /** The whole frames of a file; a crash may have cut the last one. */
  static List<byte[]> read(Path file) throws IOException {
    List<byte[]> records = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      while (true) {
        int length = in.readInt();
        int check = in.readInt();
        byte[] record = in.readNBytes(Math.max(0, length));
        CRC32 found = new CRC32();
        found.update(record);
        if (length < 0 || record.length < length || (int) found.getValue() != check) {
          return records;
        }
        records.add(record);
      }
    } catch (EOFException e) {
      return records;
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  /** Moves the files of a folder that no process uses behind those of another. */
  static void moveAll(Path from, Path to) throws IOException {
    long last = files(to).stream().mapToLong(AuditJournal::numberOf).max().orElse(0);
    for (Path file : files(from)) {
      Files.move(file, to.resolve(name(++last)));
    }
  }

  private static String name(long number) {
    return "%015d%s".formatted(number, SUFFIX);
  }

  private static long numberOf(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }

  /** Takes nothing more; what is held stays on disk. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (current != null) {
      current.seal();
      current = null;
    }
    notifyAll();
  }
}
