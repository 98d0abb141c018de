package org.vigil.ingest.dicom.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** Reads the file format of PS3.10 section 7 and the encodings of PS3.5 section 7. */
public final class Part10 {
  private static final int PREAMBLE = 132; // 128 bytes and "DICM"
  private static final int MOST_INFLATED = 256 << 20;
  private static final byte[] PREFIX = {'D', 'I', 'C', 'M'};

  private Part10() {}

  /**
   * A file's syntax and data set.
   *
   * @param syntax how the data set is encoded
   * @param meta the file meta information
   * @param dataSet without the file meta information
   */
  public record Contents(TransferSyntax syntax, DataSet meta, DataSet dataSet) {}

  /**
   * @throws RefusedException if the file is damaged or in a transfer syntax that is not read
   */
  public static Contents read(byte[] file) {
    try {
      return contents(file);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw damaged("the DICOM file ends within an attribute");
    }
  }

  private static Contents contents(byte[] file) {
    Head head = head(file);
    DataSet meta = head.meta();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(head.length());
    String uid = meta.text(Tag.TransferSyntaxUID).orElseThrow(() -> damaged("no transfer syntax"));
    TransferSyntax syntax =
        TransferSyntax.of(uid)
            .orElseThrow(
                () ->
                    new RefusedException(
                        RejectionReason.UNSUPPORTED_FORMAT,
                        "transfer syntax " + uid.replaceAll("[^0-9.]", "?") + " is not read here"));
    ByteBuffer body = syntax == TransferSyntax.DEFLATED_LITTLE ? inflate(in) : in;
    boolean explicit = syntax.isExplicit() && !isImplicitAfterAll(body, syntax);
    return new Contents(syntax, meta, DataSetReader.read(body.order(syntax.order()), explicit));
  }

  /**
   * What stands before the data set.
   *
   * @param meta the file meta information
   * @param length where the data set begins
   */
  public record Head(DataSet meta, int length) {}

  /**
   * Reads what stands before the data set.
   *
   * @param start of a file, with at least all of that
   * @throws RefusedException if it is damaged
   */
  public static Head head(byte[] start) {
    ByteBuffer in = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    in.position(hasPreamble(start) ? PREAMBLE : 0);
    DataSetReader reader = new DataSetReader(in, true);
    DataSet meta = new DataSet(ByteOrder.LITTLE_ENDIAN);
    try {
      while (in.remaining() >= 2 && in.getShort(in.position()) == 2) {
        reader.element(meta, 0);
      }
      return new Head(meta, in.position());
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw damaged("the file meta information ends early");
    }
  }

  /** Files of before 1993, and those of some toolkits, begin with the meta information. */
  private static boolean hasPreamble(byte[] file) {
    return file.length >= PREAMBLE
        && Arrays.equals(file, PREAMBLE - PREFIX.length, PREAMBLE, PREFIX, 0, PREFIX.length);
  }

  /**
   * Whether the first attribute has no VR where its transfer syntax demands one (PS3.5 annex A.4).
   * Some writers of compressed images leave them out throughout; nothing else is meant by bytes
   * that are no capital letters there, and every length is still checked.
   */
  private static boolean isImplicitAfterAll(ByteBuffer body, TransferSyntax syntax) {
    int at = body.position() + 4;
    return syntax.order() == ByteOrder.LITTLE_ENDIAN
        && at + 2 <= body.limit()
        && !(isCapital(body.get(at)) && isCapital(body.get(at + 1)));
  }

  private static boolean isCapital(byte letter) {
    return letter >= 'A' && letter <= 'Z';
  }

  private static ByteBuffer inflate(ByteBuffer in) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(in);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[64 << 10];
      for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
        out.write(buffer, 0, n);
        if (out.size() > MOST_INFLATED) {
          throw new RefusedException(
              RejectionReason.TOO_LARGE,
              "the data set inflates to more than " + MOST_INFLATED + " bytes");
        }
      }
      return ByteBuffer.wrap(out.toByteArray());
    } catch (DataFormatException e) {
      throw damaged("the deflated data set is damaged");
    } finally {
      inflater.end();
    }
  }

  /** A refusal for bytes that break the rules. */
  public static RefusedException damaged(String detail) {
    return new RefusedException(RejectionReason.DAMAGED, detail);
  }
}
