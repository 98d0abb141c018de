package org.vigil.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.dicom.dataset.TransferSyntax;

/** Whole DICOM files of few bytes, of every encoding and every way to show pixels. */
final class SmallFiles {
  private static final int[] ROW = {0, 3, 100, 255, 17, 18, 19, 20};
  private static final int MANY_COLOURS = 256;

  private SmallFiles() {}

  static List<byte[]> all() throws IOException {
    List<byte[]> files = new ArrayList<>(ofSeveralFrames());
    files.add(DicomFile.grey(8, 8, false, ROW).file());
    files.add(windowed().file());
    files.add(palette().file());
    files.add(
        DataSetBytes.radiograph(new DataSetBytes(false, ByteOrder.LITTLE_ENDIAN), "1.2", "1.2.3", 1)
            .toPart10(TransferSyntax.IMPLICIT_LITTLE.uid()));
    files.add(
        DataSetBytes.radiograph(new DataSetBytes(true, ByteOrder.BIG_ENDIAN), "1.2", "1.2.3", 1)
            .toPart10(TransferSyntax.EXPLICIT_BIG.uid()));
    files.add(encapsulated(TransferSyntax.RLE, rle(8, 8, 2), 8, 8, 1, 16));
    files.add(jpeg(TransferSyntax.JPEG_BASELINE, "dct-grey8", 1, 8));
    files.add(jpeg(TransferSyntax.JPEG_BASELINE, "dct-ybr8-422", 3, 8));
    files.add(jpeg(TransferSyntax.JPEG_EXTENDED, "dct-grey12", 1, 12));
    files.add(jpeg(TransferSyntax.JPEG_LOSSLESS, "lossless-grey16-6", 1, 16));
    files.add(jpeg(TransferSyntax.JPEG_LS_LOSSLESS, "ls-grey12-il", 1, 12));
    byte[] wavelets = resource("jpeg2000/reversible-grey12.bin");
    files.add(encapsulated(TransferSyntax.JPEG_2000, wavelets, 74, 46, 1, 12));
    return files;
  }

  static List<byte[]> ofSeveralFrames() {
    byte[] two = new byte[2 * 8 * 8];
    return List.of(
        DicomFile.grey(8, 8, false, ROW)
            .text(Tag.SOPClassUID, "UI", "1.2.840.10008.5.1.4.1.1.7")
            .text(Tag.SOPInstanceUID, "UI", "1.2.3.4.56")
            .text(Tag.NumberOfFrames, "IS", "2")
            .bytes(Tag.PixelData, "OW", two)
            .file(),
        DicomFile.grey(16, 16, false, ROW)
            .text(Tag.SOPClassUID, "UI", "1.2.840.10008.5.1.4.1.1.7")
            .text(Tag.SOPInstanceUID, "UI", "1.2.3.4.56")
            .text(Tag.NumberOfFrames, "IS", "2")
            .encapsulated(rle(8, 8, 2), rle(8, 8, 2))
            .file(TransferSyntax.RLE.uid()));
  }

  private static DicomFile windowed() {
    DicomFile shown = DicomFile.grey(16, 12, true, ROW);
    DicomFile lut =
        shown
            .nested()
            .us(Tag.LUTDescriptor, 4, 0, 16)
            .bytes(Tag.LUTData, "OW", new byte[] {0, 0, 1, 0, 2, 0, 3, 0});
    return shown
        .text(Tag.WindowCenter, "DS", "40\\80")
        .text(Tag.WindowWidth, "DS", "100\\200")
        .text(Tag.RescaleSlope, "DS", "2.5")
        .text(Tag.RescaleIntercept, "DS", "-1024")
        .sequence(Tag.VOILUTSequence, lut);
  }

  private static DicomFile palette() {
    byte[] ramp = new byte[2 * MANY_COLOURS];
    DicomFile file =
        DicomFile.grey(8, 8, false, ROW).text(Tag.PhotometricInterpretation, "CS", "PALETTE COLOR");
    for (int colour = 0; colour < 3; colour++) { // (0028,1101) to 1103, (0028,1201) to 1203.
      file.us(0x00281101 + colour, MANY_COLOURS, 0, 16);
      file.bytes(0x00281201 + colour, "OW", ramp);
    }
    return file;
  }

  private static byte[] jpeg(TransferSyntax syntax, String name, int samples, int stored)
      throws IOException {
    return encapsulated(syntax, resource("jpeg/" + name + ".bin"), 37, 23, samples, stored);
  }

  private static byte[] encapsulated(
      TransferSyntax syntax, byte[] stream, int columns, int rows, int samples, int stored) {
    int allocated = stored > 8 ? 16 : 8;
    return DicomFile.grey(allocated, stored, false, ROW)
        .us(Tag.SamplesPerPixel, samples)
        .text(Tag.PhotometricInterpretation, "CS", samples == 3 ? "YBR_FULL_422" : "MONOCHROME2")
        .us(Tag.Rows, rows)
        .us(Tag.Columns, columns)
        .encapsulated(stream)
        .file(syntax.uid());
  }

  /** A ramp by PS3.5 annex G: literal runs of a row, in one segment for each byte of a sample. */
  static byte[] rle(int columns, int rows, int bytesPerSample) {
    ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(bytesPerSample);
    ByteArrayOutputStream segments = new ByteArrayOutputStream();
    for (int segment = 0; segment < bytesPerSample; segment++) {
      header.putInt(64 + segments.size());
      for (int row = 0; row < rows; row++) {
        segments.write(columns - 1);
        for (int column = 0; column < columns; column++) {
          segments.write(row * columns + column);
        }
      }
    }
    ByteArrayOutputStream fragment = new ByteArrayOutputStream();
    fragment.writeBytes(header.array());
    fragment.writeBytes(segments.toByteArray());
    return fragment.toByteArray();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = SmallFiles.class.getResourceAsStream("/" + name)) {
      return in.readAllBytes();
    }
  }
}
