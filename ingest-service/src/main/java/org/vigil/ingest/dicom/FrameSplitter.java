package org.vigil.ingest.dicom;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.DataSetWriter;
import org.vigil.ingest.dicom.dataset.Element;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.dicom.dataset.TransferSyntax;
import org.vigil.ingest.dicom.dataset.Value;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.ingest.dicom.storage.FileMeta;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Makes files of one frame from a file of several, so that each frame is an image of its study. The
 * same file gives the same files, byte for byte; each names its origin in Source Image Sequence and
 * has a SOP Instance UID that follows from it. One at a time: all of a file is held in memory.
 */
public final class FrameSplitter {
  private static final int FRAME_INCREMENT_POINTER = 0x00280009;
  private static final int FRAME_TIME = 0x00181063;
  private static final int FRAME_TIME_VECTOR = 0x00181065;

  /** What is of all frames together. */
  private static final Set<Integer> OF_THE_WHOLE =
      Set.of(
          Tag.NumberOfFrames,
          FRAME_INCREMENT_POINTER,
          FRAME_TIME,
          FRAME_TIME_VECTOR,
          Tag.ExtendedOffsetTable,
          Tag.ExtendedOffsetTableLengths,
          Tag.PixelData);

  private final int most;

  /**
   * @param most frames of an object
   */
  public FrameSplitter(int most) {
    this.most = most;
  }

  /**
   * Writes a file for each frame beside the file of all.
   *
   * @param written gets them; they are the caller's to delete, also after a failure
   * @throws RefusedException if the file is damaged or has more frames than are taken
   */
  public synchronized void split(Path file, List<Path> written) throws IOException {
    Part10.Contents contents = Part10.read(Files.readAllBytes(file));
    int frames = Frames.count(contents.dataSet());
    if (frames > most) {
      throw new RefusedException(
          RejectionReason.UNSUPPORTED_FORMAT,
          "the object has %d frames; up to %d are taken".formatted(frames, most));
    }
    for (int frame = 0; frame < frames; frame++) {
      Path path = file.resolveSibling("%s-%d".formatted(file.getFileName(), frame + 1));
      written.add(path);
      Files.write(path, frame(contents, frame));
    }
  }

  private static byte[] frame(Part10.Contents contents, int frame) {
    DataSet whole = contents.dataSet();
    boolean encapsulated = contents.syntax().isEncapsulated();
    Uid sopClass = uid(whole, Tag.SOPClassUID);
    Uid sopInstance = uid(whole, Tag.SOPInstanceUID);
    Uid derived = derived(sopInstance, frame);
    DataSet one = new DataSet(whole.order());
    whole.elements().stream()
        .filter(element -> !OF_THE_WHOLE.contains(element.tag()))
        .forEach(one::put);
    one.put(Element.text(Tag.SOPInstanceUID, "UI", derived.value()));
    one.put(source(sopClass, sopInstance, frame));
    one.put(
        encapsulated
            ? new Element(
                Tag.PixelData,
                "OB",
                new Value.Fragments(ByteBuffer.allocate(0), Frames.fragments(whole, frame)))
            : pixels(whole, frame));
    String syntax = encapsulated ? contents.syntax().uid() : TransferSyntax.EXPLICIT_LITTLE.uid();
    byte[] meta = FileMeta.of(sopClass, derived, new Uid(syntax));
    byte[] body = DataSetWriter.write(one);
    byte[] file = Arrays.copyOf(meta, meta.length + body.length);
    System.arraycopy(body, 0, file, meta.length, body.length);
    return file;
  }

  private static Element pixels(DataSet whole, int frame) {
    Element all = whole.element(Tag.PixelData).orElseThrow(() -> Part10.damaged("no pixel data"));
    ByteBuffer bytes = Frames.bytes(whole, PixelLayout.of(whole), frame);
    ByteBuffer even = ByteBuffer.allocate(bytes.remaining() + bytes.remaining() % 2);
    even.put(bytes).rewind();
    return new Element(Tag.PixelData, all.vr(), new Value.Bytes(even));
  }

  private static Uid uid(DataSet whole, int tag) {
    try {
      return new Uid(whole.text(tag).orElse(""));
    } catch (IllegalArgumentException e) {
      throw Part10.damaged("an object of several frames without its UIDs");
    }
  }

  private static Element source(Uid sopClass, Uid sopInstance, int frame) {
    DataSet item = new DataSet(ByteOrder.LITTLE_ENDIAN);
    item.put(Element.text(Tag.ReferencedSOPClassUID, "UI", sopClass.value()));
    item.put(Element.text(Tag.ReferencedSOPInstanceUID, "UI", sopInstance.value()));
    item.put(Element.text(Tag.ReferencedFrameNumber, "IS", Integer.toString(frame + 1)));
    return Element.items(Tag.SourceImageSequence, List.of(item));
  }

  /** A UID from 128 bits of a digest (PS3.5 annex B.2). */
  private static Uid derived(Uid sopInstance, int frame) {
    String digest = Sha256.of(sopInstance.value() + "/frame/" + (frame + 1)).hex();
    byte[] half = Arrays.copyOf(HexFormat.of().parseHex(digest), 16);
    return new Uid("2.25." + new BigInteger(1, half));
  }
}
