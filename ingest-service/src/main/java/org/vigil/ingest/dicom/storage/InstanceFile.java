package org.vigil.ingest.dicom.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.vigil.schemas.id.Sha256;

/**
 * A DICOM file on local disk that grows with each fragment of a data set. What goes beyond the size
 * limit is not written, only counted into the digest. Closing it deletes it. Not thread-safe.
 */
final class InstanceFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final MessageDigest digest = Sha256.newDigest();
  private final long limit;
  private final int dataSetOffset;
  private long length;

  private InstanceFile(Path path, long limit, byte[] meta) throws IOException {
    this.path = path;
    this.channel = FileChannel.open(path, StandardOpenOption.WRITE);
    this.limit = limit;
    this.dataSetOffset = meta.length;
  }

  /**
   * @param limit bytes that the whole file may have
   */
  static InstanceFile create(Path folder, long limit, byte[] meta) throws IOException {
    Path path = Files.createTempFile(folder, ReceiveFolder.INSTANCE_PREFIX, ".dcm");
    try {
      InstanceFile file = new InstanceFile(path, limit, meta);
      file.write(ByteBuffer.wrap(meta));
      return file;
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  void write(ByteBuffer bytes) throws IOException {
    digest.update(bytes.duplicate());
    length += bytes.remaining();
    while (!isTooLarge() && bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  boolean isTooLarge() {
    return length > limit;
  }

  /** The digest of all that was written; there is nothing more to come. */
  Sha256 finish() throws IOException {
    channel.close();
    return Sha256.ofDigest(digest.digest());
  }

  Path path() {
    return path;
  }

  /** Where its data set begins. */
  int dataSetOffset() {
    return dataSetOffset;
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
