package org.vigil.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.dicom.dataset.Value;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** Finds the frames of pixel data (PS3.3 C.7.6.6, PS3.5 section 8.2 and annex A.4). */
final class Frames {
  private static final int MOST = 1 << 20;
  private static final int ITEM_HEADER = 8;

  private Frames() {}

  /** Number of Frames (0028,0008), 1 where it is absent. */
  static int count(DataSet data) {
    double frames = data.decimal(Tag.NumberOfFrames).orElse(1.0);
    if (frames < 1 || frames > MOST || frames != Math.rint(frames)) {
      throw Part10.damaged("a Number of Frames that is none");
    }
    return (int) frames;
  }

  /** Uncompressed pixel data of one frame. */
  static ByteBuffer bytes(DataSet data, PixelLayout layout, int frame) {
    ByteBuffer all =
        data.bytes(Tag.PixelData).orElseThrow(() -> Part10.damaged("no native pixel data"));
    long length = layout.nativeBytes();
    if (all.remaining() < length * (frame + 1)) {
      throw Part10.damaged(
          "%d bytes of pixel data where %d are needed"
              .formatted(all.remaining(), length * (frame + 1)));
    }
    return all.slice(Math.toIntExact(length * frame), (int) length).order(data.order());
  }

  /** The compressed stream of one frame. */
  static byte[] stream(DataSet data, int frame) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (ByteBuffer fragment : fragments(data, frame)) {
      byte[] bytes = new byte[fragment.remaining()];
      fragment.duplicate().get(bytes);
      stream.writeBytes(bytes);
    }
    return stream.toByteArray();
  }

  /** The fragments of one frame, which may lie in several. */
  static List<ByteBuffer> fragments(DataSet data, int frame) {
    Value.Fragments all =
        data.encapsulated()
            .filter(pixels -> !pixels.fragments().isEmpty())
            .orElseThrow(() -> Part10.damaged("no fragment of pixel data"));
    int count = count(data);
    if (count == 1) {
      return all.fragments();
    }
    if (all.fragments().size() == count) {
      return List.of(all.fragments().get(frame));
    }
    return between(all, frame, count);
  }

  /** By the basic offset table, which counts from the first fragment's item. */
  private static List<ByteBuffer> between(Value.Fragments all, int frame, int count) {
    ByteBuffer offsets = all.offsets().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (offsets.remaining() < 4 * count) {
      throw new RefusedException(
          RejectionReason.UNSUPPORTED_FORMAT,
          "frames in several fragments without a basic offset table are not read here");
    }
    long from = Integer.toUnsignedLong(offsets.getInt(4 * frame));
    long to =
        frame + 1 < count
            ? Integer.toUnsignedLong(offsets.getInt(4 * (frame + 1)))
            : Long.MAX_VALUE;
    List<ByteBuffer> found = new ArrayList<>();
    long at = 0;
    for (ByteBuffer fragment : all.fragments()) {
      if (at >= from && at < to) {
        found.add(fragment);
      }
      at += ITEM_HEADER + fragment.remaining();
    }
    if (found.isEmpty()) {
      throw Part10.damaged("the basic offset table points nowhere");
    }
    return found;
  }
}
