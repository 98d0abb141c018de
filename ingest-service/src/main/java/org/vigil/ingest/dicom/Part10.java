package org.vigil.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** Reads the file format of PS3.10 section 7 and the encodings of PS3.5 section 7. */
final class Part10 {
  private static final int PREAMBLE = 132; // 128 bytes and "DICM"
  private static final int UNDEFINED = 0xFFFFFFFF;
  private static final int DEEPEST = 16;
  private static final int MOST_INFLATED = 256 << 20;
  private static final Set<String> LONG_FORM =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");
  private static final Set<Integer> SEQUENCES = Set.of(Tag.ModalityLUTSequence, Tag.VOILUTSequence);

  private final ByteBuffer in;
  private final boolean explicit;

  private Part10(ByteBuffer in, boolean explicit) {
    this.in = in;
    this.explicit = explicit;
  }

  /**
   * A file's syntax and data set.
   *
   * @param syntax how the data set is encoded
   * @param dataSet without the file meta information
   */
  record Contents(TransferSyntax syntax, DataSet dataSet) {}

  /**
   * @throws RefusedException if the file is damaged or in a transfer syntax that is not read
   */
  static Contents read(byte[] file) {
    try {
      return contents(file);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw damaged("the DICOM file ends within an attribute");
    }
  }

  private static Contents contents(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(PREAMBLE);
    Part10 metaReader = new Part10(in, true);
    DataSet meta = new DataSet(ByteOrder.LITTLE_ENDIAN);
    while (in.remaining() >= 2 && in.getShort(in.position()) == 2) {
      metaReader.element(meta, 0);
    }
    String uid = meta.text(Tag.TransferSyntaxUID).orElseThrow(() -> damaged("no transfer syntax"));
    TransferSyntax syntax =
        TransferSyntax.of(uid)
            .orElseThrow(
                () ->
                    new RefusedException(
                        RejectionReason.UNSUPPORTED_FORMAT,
                        "transfer syntax " + uid.replaceAll("[^0-9.]", "?") + " is not read here"));
    ByteBuffer body = syntax == TransferSyntax.DEFLATED_LITTLE ? inflate(in) : in;
    DataSet dataSet = new DataSet(syntax.order());
    boolean explicit = syntax.isExplicit() && !isImplicitAfterAll(body, syntax);
    new Part10(body.order(syntax.order()), explicit).dataSet(dataSet, body.limit(), 0);
    return new Contents(syntax, dataSet);
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

  private void dataSet(DataSet into, int end, int depth) {
    while (in.position() < end) {
      if (in.remaining() < 8 && depth == 0) {
        return; // Trailing padding.
      }
      if (!element(into, depth)) {
        return;
      }
    }
  }

  /** Reads one element; false when it was an item delimiter. */
  private boolean element(DataSet into, int depth) {
    int tag = tag();
    if (tag == Tag.ItemDelimitationItem) {
      in.getInt();
      return false;
    }
    String vr = explicit ? vr() : "";
    int length = length(vr);
    if (tag == Tag.PixelData && length == UNDEFINED) {
      into.encapsulated(fragments());
    } else if (vr.equals("UN") && length == UNDEFINED) {
      into.put(tag, unknownItems(depth + 1));
    } else if (vr.equals("SQ") || length == UNDEFINED || !explicit && SEQUENCES.contains(tag)) {
      into.put(tag, items(length, depth + 1));
    } else {
      into.put(tag, value(length));
    }
    return true;
  }

  private int tag() {
    int group = Short.toUnsignedInt(in.getShort());
    return group << 16 | Short.toUnsignedInt(in.getShort());
  }

  private String vr() {
    byte[] vr = {in.get(), in.get()};
    return new String(vr, StandardCharsets.US_ASCII);
  }

  private int length(String vr) {
    if (!explicit) {
      return in.getInt();
    }
    if (LONG_FORM.contains(vr)) {
      in.getShort(); // Reserved.
      return in.getInt();
    }
    return Short.toUnsignedInt(in.getShort());
  }

  private ByteBuffer value(int length) {
    if (length < 0 || length > in.remaining()) {
      throw damaged("an attribute is longer than the file");
    }
    ByteBuffer value = in.slice(in.position(), length).asReadOnlyBuffer();
    in.position(in.position() + length);
    return value;
  }

  /**
   * A sequence whose VR its writer did not know is implicit little endian (PS3.5 section 6.2.2).
   */
  private List<DataSet> unknownItems(int depth) {
    ByteOrder order = in.order();
    try {
      return new Part10(in.order(ByteOrder.LITTLE_ENDIAN), false).items(UNDEFINED, depth);
    } finally {
      in.order(order);
    }
  }

  private List<DataSet> items(int length, int depth) {
    if (depth > DEEPEST) {
      throw damaged("sequences are nested more than " + DEEPEST + " deep");
    }
    int end = length == UNDEFINED ? in.limit() : Math.addExact(in.position(), length);
    if (length < UNDEFINED || end > in.limit() || end < in.position()) {
      throw damaged("a sequence is longer than the file");
    }
    List<DataSet> items = new ArrayList<>();
    while (in.position() < end) {
      int tag = tag();
      int itemLength = in.getInt();
      if (tag == Tag.SequenceDelimitationItem) {
        return items;
      }
      if (tag != Tag.Item) {
        throw damaged("a sequence holds something that is no item");
      }
      items.add(item(itemLength, depth));
    }
    return items;
  }

  private DataSet item(int length, int depth) {
    int end = length == UNDEFINED ? in.limit() : in.position() + length;
    if (length < UNDEFINED || end > in.limit() || end < in.position()) {
      throw damaged("an item is longer than the file");
    }
    DataSet item = new DataSet(in.order());
    dataSet(item, end, depth);
    return item;
  }

  /** PS3.5 annex A.4: a basic offset table, then fragments, then a delimiter. */
  private List<ByteBuffer> fragments() {
    List<ByteBuffer> fragments = new ArrayList<>();
    while (true) {
      int tag = tag();
      int length = in.getInt();
      if (tag == Tag.SequenceDelimitationItem) {
        return fragments.isEmpty() ? fragments : fragments.subList(1, fragments.size());
      }
      if (tag != Tag.Item) {
        throw damaged("the pixel data hold something that is no fragment");
      }
      fragments.add(value(length));
    }
  }

  static RefusedException damaged(String detail) {
    return new RefusedException(RejectionReason.DAMAGED, detail);
  }
}
