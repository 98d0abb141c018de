package org.vigil.models.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The safetensors format: 8 bytes header length (little-endian), a JSON header that maps names to
 * type, shape and offsets, then the data without gaps.
 *
 * @param tensors in the file's order
 * @param metadata free text by key
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
  /** Longest header that is read, in bytes; DenseNet201's is about 100 KB. */
  static final int MAX_HEADER = 8 << 20;

  private static final int LENGTH_BYTES = 8;

  /** Gives a tensor's bytes. */
  private interface Data {
    ByteBuffer slice(long start, int length) throws IOException;
  }

  /**
   * Reads all tensors; their data are views of {@code file}.
   *
   * @throws WeightsException naming the tensor, if the file breaks any rule of the format
   */
  public static Map<String, Tensor> read(byte[] file) {
    ByteBuffer whole = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int length = headerLength(whole, file.length);
    byte[] json = new byte[length];
    whole.get(LENGTH_BYTES, json);
    int dataStart = LENGTH_BYTES + length;
    Header header = Header.parse(json, file.length - dataStart);
    try {
      return tensors(header, (start, bytes) -> whole.slice(dataStart + (int) start, bytes));
    } catch (IOException e) {
      throw new AssertionError("memory is always readable", e);
    }
  }

  /**
   * Opens a file of any size; the tensors' data stay in the file and are read when they are used.
   * The file must not be changed while they are in use; replacing it as a whole does no harm.
   *
   * @throws IOException if the file cannot be read; worth a retry
   * @throws WeightsException naming the tensor, if the file breaks any rule of the format
   */
  public static Safetensors open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer start = read(channel, 0, (int) Math.min(LENGTH_BYTES, channel.size()));
      int length = headerLength(start, channel.size());
      byte[] json = read(channel, LENGTH_BYTES, length).array();
      long dataStart = LENGTH_BYTES + (long) length;
      Header header = Header.parse(json, channel.size() - dataStart);
      Map<String, Tensor> tensors =
          tensors(
              header,
              (from, bytes) -> channel.map(FileChannel.MapMode.READ_ONLY, dataStart + from, bytes));
      return new Safetensors(tensors, header.metadata());
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new WeightsException("the file became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private static int headerLength(ByteBuffer file, long size) {
    if (size < LENGTH_BYTES) {
      throw new WeightsException("not a safetensors file: shorter than its header length");
    }
    long length = file.getLong(0);
    if (length <= 0 || length > MAX_HEADER || length > size - LENGTH_BYTES) {
      throw new WeightsException("header of " + length + " bytes in a file of " + size);
    }
    return (int) length;
  }

  private static Map<String, Tensor> tensors(Header header, Data data) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, Header.Entry> named : header.entries().entrySet()) {
      Header.Entry entry = named.getValue();
      long bytes = entry.end() - entry.start();
      if (bytes > Integer.MAX_VALUE) {
        throw new WeightsException(
            "%s: %s is larger than 2 GiB"
                .formatted(Header.shown(named.getKey()), entry.describe()));
      }
      ByteBuffer slice = data.slice(entry.start(), (int) bytes).asReadOnlyBuffer();
      tensors.put(
          named.getKey(),
          new Tensor(entry.type(), entry.shape(), slice.order(ByteOrder.LITTLE_ENDIAN)));
    }
    return tensors;
  }

  /** Writes tensors in the map's order; the same tensors give the same bytes. */
  public static byte[] write(Map<String, Tensor> tensors) {
    byte[] header = Header.of(tensors, Map.of());
    long data = tensors.values().stream().mapToLong(tensor -> tensor.data().limit()).sum();
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + header.length + data));
    out.put(length(header)).put(header);
    tensors.values().forEach(tensor -> out.put(tensor.data().duplicate().rewind()));
    return out.array();
  }

  private static ByteBuffer length(byte[] header) {
    return ByteBuffer.allocate(LENGTH_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(0, header.length);
  }

  /**
   * Writes a file of any size. It is on the disk when this returns, and at every moment the path
   * holds either what was there before or the whole new file.
   */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    long process = ProcessHandle.current().pid();
    Path part = folder.resolve("." + file.getFileName() + "." + process + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        byte[] header = Header.of(tensors, metadata);
        writeFully(channel, length(header));
        writeFully(channel, ByteBuffer.wrap(header));
        for (Tensor tensor : tensors.values()) {
          writeFully(channel, tensor.data().duplicate().rewind());
        }
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel entry = FileChannel.open(folder)) {
        entry.force(true); // The new name too survives a power cut.
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
