package org.vigil.ingest.dicom.storage;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.vigil.ingest.dicom.dataset.DataDictionary;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Element;
import org.vigil.ingest.dicom.dataset.ValueRepresentations;

/**
 * Reads a data set (PS3.5 section 7) up to Columns (0028,0011) without holding it: the elements
 * come in ascending order, so nothing after that is of interest. Not thread-safe.
 */
final class HeadlineReader {
  private static final long MOST_READ = 8 << 20;
  private static final int LONGEST_VALUE = 324; // A name of three component groups.
  private static final int DEEPEST = 16;
  private static final long UNDEFINED = 0xFFFFFFFFL;
  private static final int ITEM = 0xFFFEE000;
  private static final int ITEM_DELIMITER = 0xFFFEE00D;
  private static final int SEQUENCE_DELIMITER = 0xFFFEE0DD;
  private final DataInputStream in;
  private final boolean explicit;
  private final boolean bigEndian;
  private final DataSet words;
  private long read;

  private HeadlineReader(InputStream in, boolean explicit, boolean bigEndian) {
    this.in = new DataInputStream(in);
    this.explicit = explicit;
    this.bigEndian = bigEndian;
    this.words = new DataSet(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads the data set that begins at an offset of a file.
   *
   * @throws IOException if it breaks the rules before its head is read, or the file cannot be read
   */
  static Headline read(Path file, long offset, StorageSyntax syntax) throws IOException {
    Inflater inflater = new Inflater(true);
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
      raw.skipNBytes(offset);
      InputStream in = syntax.isDeflated() ? new InflaterInputStream(raw, inflater) : raw;
      return new HeadlineReader(in, syntax.isExplicit(), syntax.isBigEndian()).read();
    } finally {
      inflater.end();
    }
  }

  private Headline read() throws IOException {
    try {
      for (int tag = tag(); beforeEnd(tag); tag = tag()) {
        element(tag, 0);
      }
    } catch (EOFException e) {
      if (words.elements().isEmpty()) {
        throw e;
      }
    }
    return new Headline(words);
  }

  private static boolean beforeEnd(int tag) {
    return Integer.compareUnsigned(tag, Headline.LAST) <= 0;
  }

  private void element(int tag, int depth) throws IOException {
    String vr = explicit ? new String(bytes(2), StandardCharsets.US_ASCII) : "";
    long length = length(vr);
    if (length == UNDEFINED) {
      skipItems(depth + 1);
    } else if (depth == 0 && Headline.WANTED.contains(tag) && length <= LONGEST_VALUE) {
      String written = explicit ? vr : DataDictionary.vr(tag);
      words.put(Element.bytes(tag, written, bytes((int) length)));
    } else {
      skip(length);
    }
  }

  private long length(String vr) throws IOException {
    if (!explicit) {
      return unsigned32();
    }
    if (ValueRepresentations.hasLongForm(vr)) {
      skip(2);
      return unsigned32();
    }
    return unsigned16();
  }

  /** A sequence of undefined length: items until its delimiter. */
  private void skipItems(int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("sequences are nested too deep");
    }
    for (int tag = tag(); tag != SEQUENCE_DELIMITER; tag = tag()) {
      if (tag != ITEM) {
        throw new IOException("a sequence holds something that is no item");
      }
      long length = unsigned32();
      if (length == UNDEFINED) {
        skipItem(depth);
      } else {
        skip(length);
      }
    }
    skip(4);
  }

  private void skipItem(int depth) throws IOException {
    for (int tag = tag(); tag != ITEM_DELIMITER; tag = tag()) {
      element(tag, depth);
    }
    skip(4);
  }

  private int tag() throws IOException {
    int group = unsigned16();
    return group << 16 | unsigned16();
  }

  private int unsigned16() throws IOException {
    count(2);
    int value = in.readUnsignedShort();
    return bigEndian ? value : Short.toUnsignedInt(Short.reverseBytes((short) value));
  }

  private long unsigned32() throws IOException {
    count(4);
    int value = in.readInt();
    return Integer.toUnsignedLong(bigEndian ? value : Integer.reverseBytes(value));
  }

  private byte[] bytes(int length) throws IOException {
    count(length);
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private void skip(long bytes) throws IOException {
    count(bytes);
    in.skipNBytes(bytes);
  }

  private void count(long bytes) throws IOException {
    read += bytes;
    if (read > MOST_READ) {
      throw new IOException("the head of the data set is too long");
    }
  }
}
