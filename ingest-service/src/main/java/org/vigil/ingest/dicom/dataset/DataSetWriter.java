package org.vigil.ingest.dicom.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes data sets in explicit VR little endian, whatever encoding they were read in; sequences and
 * items have undefined length (PS3.5 sections 7.1.2 and 7.5). Group lengths are left out, being
 * wrong after any change. Not thread-safe.
 */
public final class DataSetWriter {
  private static final int UNDEFINED = -1;
  private static final int SHORT_FORM_MOST = 0xFFFF;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private DataSetWriter() {}

  public static byte[] write(DataSet data) {
    DataSetWriter writer = new DataSetWriter();
    writer.dataSet(data);
    return writer.out.toByteArray();
  }

  private void dataSet(DataSet data) {
    for (Element element : data.elements()) {
      if ((element.tag() & 0xFFFF) != 0) {
        element(element, data.order());
      }
    }
  }

  private void element(Element element, ByteOrder order) {
    switch (element.value()) {
      case Value.Items(List<DataSet> items) -> {
        header(element.tag(), "SQ", UNDEFINED);
        items.forEach(this::item);
        marker(Tag.SequenceDelimitationItem, 0);
      }
      case Value.Fragments(ByteBuffer offsets, List<ByteBuffer> fragments) -> {
        header(element.tag(), "OB", UNDEFINED);
        fragment(offsets);
        fragments.forEach(this::fragment);
        marker(Tag.SequenceDelimitationItem, 0);
      }
      case Value.Bytes(ByteBuffer bytes) -> {
        header(element.tag(), vr(element, bytes), bytes.remaining());
        copy(little(bytes, element.vr(), order));
      }
    }
  }

  /** A value that is too long for its VR's length field becomes UN (section 6.2.2, note 5). */
  private static String vr(Element element, ByteBuffer bytes) {
    boolean fits =
        ValueRepresentations.hasLongForm(element.vr()) || bytes.remaining() <= SHORT_FORM_MOST;
    return fits ? element.vr() : "UN";
  }

  private void item(DataSet item) {
    marker(Tag.Item, UNDEFINED);
    dataSet(item);
    marker(Tag.ItemDelimitationItem, 0);
  }

  private void fragment(ByteBuffer fragment) {
    marker(Tag.Item, fragment.remaining());
    copy(fragment);
  }

  private void header(int tag, String vr, int length) {
    ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort((short) (tag >>> 16)).putShort((short) tag);
    header.put(vr.getBytes(StandardCharsets.US_ASCII));
    if (ValueRepresentations.hasLongForm(vr)) {
      header.putShort((short) 0).putInt(length);
    } else {
      header.putShort((short) length);
    }
    out.write(header.array(), 0, header.position());
  }

  private void marker(int tag, int length) {
    ByteBuffer marker = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    marker.putShort((short) (tag >>> 16)).putShort((short) tag).putInt(length);
    out.writeBytes(marker.array());
  }

  private void copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    out.writeBytes(copy);
  }

  private static ByteBuffer little(ByteBuffer bytes, String vr, ByteOrder order) {
    int unit = ValueRepresentations.unit(vr);
    if (order == ByteOrder.LITTLE_ENDIAN || unit == 1 || bytes.remaining() % unit != 0) {
      return bytes;
    }
    byte[] turned = new byte[bytes.remaining()];
    for (int at = 0; at < turned.length; at++) {
      turned[at - at % unit + unit - 1 - at % unit] = bytes.get(bytes.position() + at);
    }
    return ByteBuffer.wrap(turned);
  }
}
