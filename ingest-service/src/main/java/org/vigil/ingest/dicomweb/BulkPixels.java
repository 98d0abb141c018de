package org.vigil.ingest.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.DataSetWriter;
import org.vigil.ingest.dicom.dataset.Element;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.dicom.dataset.TransferSyntax;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.dicom.storage.FileMeta;
import org.vigil.ingest.jpeg.JpegHeader;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Makes a Part 10 file of a data set and the bulk data that are its pixels (PS3.18 section 10.5.1).
 * Of a JPEG, what the data set does not say of the picture is taken from the stream's own header;
 * what it says stays, and a contradiction shows when it is decoded.
 *
 * @param file the bulk data
 * @param mediaType of them, in lower case
 */
record BulkPixels(Path file, String mediaType) {
  private static final int LONGEST_HEAD = 1 << 20;
  private static final int UNDEFINED = -1;
  private static final int OFFSETS = 0xE000;
  private static final int END = 0xE0DD;
  private static final String JPEG = "image/jpeg";
  private static final String NATIVE = "application/octet-stream";
  private static final Set<String> TAKEN = Set.of(JPEG, NATIVE);

  /** The media types that are taken. */
  static Set<String> mediaTypes() {
    return TAKEN;
  }

  /**
   * Writes the file.
   *
   * @param data gets what it lacks of the picture
   * @throws RefusedException if these are no pixels that are taken
   */
  void write(DataSet data, Path to) throws IOException {
    TransferSyntax syntax = describe(data);
    removeFromPixels(data);
    try (OutputStream out = Files.newOutputStream(to)) {
      out.write(FileMeta.of(uid(data, Tag.SOPClassUID), uid(data, Tag.SOPInstanceUID), of(syntax)));
      out.write(DataSetWriter.write(data));
      if (syntax.isEncapsulated()) {
        encapsulate(out);
      } else {
        raw(out, data);
      }
    }
  }

  private TransferSyntax describe(DataSet data) throws IOException {
    return switch (mediaType.split(";", 2)[0].strip()) {
      case JPEG -> describe(data, header());
      case NATIVE -> TransferSyntax.EXPLICIT_LITTLE;
      default ->
          throw new RefusedException(
              RejectionReason.UNSUPPORTED_FORMAT, "pixels are taken as one of " + TAKEN);
    };
  }

  private JpegHeader header() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return JpegHeader.read(in.readNBytes(LONGEST_HEAD));
    }
  }

  private static TransferSyntax describe(DataSet data, JpegHeader jpeg) {
    boolean wide = jpeg.precision() > 8;
    boolean colour = jpeg.components() == 3;
    lacking(data, Tag.SamplesPerPixel, jpeg.components());
    lacking(data, Tag.Rows, jpeg.height());
    lacking(data, Tag.Columns, jpeg.width());
    lacking(data, Tag.BitsAllocated, wide ? 16 : 8);
    lacking(data, Tag.BitsStored, jpeg.precision());
    lacking(data, Tag.HighBit, jpeg.precision() - 1);
    lacking(data, Tag.PixelRepresentation, 0);
    if (colour) {
      lacking(data, Tag.PlanarConfiguration, 0);
    }
    if (data.text(Tag.PhotometricInterpretation).isEmpty()) {
      String ybr = jpeg.untransformed() ? "RGB" : "YBR_FULL_422";
      data.put(Element.text(Tag.PhotometricInterpretation, "CS", colour ? ybr : "MONOCHROME2"));
    }
    return syntax(jpeg);
  }

  private static TransferSyntax syntax(JpegHeader jpeg) {
    return switch (jpeg.process()) {
      case 0xC0 -> TransferSyntax.JPEG_BASELINE;
      case 0xC1 -> TransferSyntax.JPEG_EXTENDED;
      case 0xC3 -> TransferSyntax.JPEG_LOSSLESS;
      default ->
          throw new RefusedException(
              RejectionReason.UNSUPPORTED_FORMAT,
              "DICOM has no transfer syntax for a JPEG of this process (progressive, perhaps)");
    };
  }

  private static void lacking(DataSet data, int tag, int number) {
    if (data.element(tag).isEmpty()) {
      ByteBuffer value = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
      data.put(Element.bytes(tag, "US", value.putShort((short) number).array()));
    }
  }

  /** The pixel data, and what may follow them, are written by themselves. */
  private static void removeFromPixels(DataSet data) {
    data.elements().stream()
        .map(Element::tag)
        .filter(tag -> Integer.compareUnsigned(tag, Tag.ExtendedOffsetTable) >= 0)
        .toList()
        .forEach(data::remove);
  }

  private static Uid uid(DataSet data, int tag) {
    try {
      return new Uid(data.text(tag).orElse(""));
    } catch (IllegalArgumentException e) {
      throw Part10.damaged("an instance without its SOP class and instance UIDs");
    }
  }

  private static Uid of(TransferSyntax syntax) {
    return new Uid(syntax.uid());
  }

  private void encapsulate(OutputStream out) throws IOException {
    out.write(pixelData("OB", UNDEFINED));
    out.write(marker(OFFSETS, 0));
    out.write(marker(OFFSETS, even()));
    copy(out);
    out.write(marker(END, 0));
  }

  private void raw(OutputStream out, DataSet data) throws IOException {
    boolean words = data.unsigned(Tag.BitsAllocated).orElse(8) > 8;
    out.write(pixelData(words ? "OW" : "OB", even()));
    copy(out);
  }

  private int even() throws IOException {
    long length = Files.size(file);
    if (length > Integer.MAX_VALUE - 1) {
      throw new RefusedException(RejectionReason.TOO_LARGE, "more than two gigabytes of pixels");
    }
    return (int) (length + length % 2);
  }

  private void copy(OutputStream out) throws IOException {
    if (Files.copy(file, out) % 2 != 0) {
      out.write(0);
    }
  }

  private static byte[] pixelData(String vr, int length) {
    ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort((short) (Tag.PixelData >>> 16)).putShort((short) Tag.PixelData);
    header.put(vr.getBytes(StandardCharsets.US_ASCII)).putShort((short) 0).putInt(length);
    return header.array();
  }

  private static byte[] marker(int element, int length) {
    ByteBuffer marker = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    return marker.putShort((short) 0xFFFE).putShort((short) element).putInt(length).array();
  }
}
