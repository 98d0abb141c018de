package org.vigil.ingest.jpeg2000;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReadParamJava;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import jj2000.j2k.codestream.HeaderInfo;
import jj2000.j2k.codestream.reader.BitstreamReaderAgent;
import jj2000.j2k.codestream.reader.HeaderDecoder;
import jj2000.j2k.decoder.DecoderSpecs;
import jj2000.j2k.image.BlkImgDataSrc;
import jj2000.j2k.image.DataBlkInt;
import jj2000.j2k.image.ImgDataConverter;
import jj2000.j2k.image.invcomptransf.InvCompTransf;
import jj2000.j2k.io.RandomAccessIO;
import jj2000.j2k.quantization.dequantizer.Dequantizer;
import jj2000.j2k.util.FacilityManager;
import jj2000.j2k.util.ISRandomAccessIO;
import jj2000.j2k.wavelet.synthesis.InverseWT;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * JPEG 2000, reversible and irreversible (ITU-T T.800; DICOM transfer syntaxes
 * 1.2.840.10008.1.2.4.90 and .91). A multiple component transformation is undone, so three
 * components come out as red, green and blue. One use, one thread; between tiles it looks whether
 * its thread is interrupted.
 */
public final class Jpeg2000 {
  static {
    FacilityManager.registerMsgLogger(null, new SilentLogger());
  }

  private final HeaderDecoder header;
  private final BlkImgDataSrc source;
  private final int width;
  private final int[] cells;

  private Jpeg2000(HeaderDecoder header, BlkImgDataSrc source, int width, int[] cells) {
    this.header = header;
    this.source = source;
    this.width = width;
    this.cells = cells;
  }

  /**
   * The samples, interleaved; negative ones as they are.
   *
   * @throws RefusedException if the codestream is damaged, of another size, or asks for more than a
   *     picture reasonably does
   */
  public static int[] decode(byte[] stream, int width, int height, int components) {
    Codestream.check(stream, new Codestream.Expected(width, height, components));
    try {
      RandomAccessIO in =
          new ISRandomAccessIO(new ByteArrayInputStream(stream), stream.length, 1, stream.length);
      return decode(in, width, new int[width * height * components]);
    } catch (RefusedException e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      // That decoder says what is wrong in many ways, Error among them; memory is another matter.
      if (e instanceof OutOfMemoryError memory) {
        throw memory;
      }
      throw Codestream.damaged("the JPEG 2000 picture is damaged");
    }
  }

  /** The stages of decoding in their order, each the source of the next (section 6.2). */
  private static int[] decode(RandomAccessIO in, int width, int[] cells) throws IOException {
    J2KImageReadParamJava parameters = new J2KImageReadParamJava();
    HeaderInfo info = new HeaderInfo();
    HeaderDecoder header = new HeaderDecoder(in, parameters, info);
    DecoderSpecs specs = header.getDecoderSpecs();
    int[] depths = new int[header.getNumComps()];
    for (int component = 0; component < depths.length; component++) {
      depths[component] = header.getOriginalBitDepth(component);
    }
    BitstreamReaderAgent packets =
        BitstreamReaderAgent.createInstance(in, header, parameters, specs, false, info);
    var entropy = header.createEntropyDecoder(packets, parameters);
    var regions = header.createROIDeScaler(entropy, parameters, specs);
    Dequantizer coefficients = header.createDequantizer(regions, depths, specs);
    InverseWT wavelets = InverseWT.createInstance(coefficients, specs);
    wavelets.setImgResLevel(packets.getImgRes());
    ImgDataConverter integers = new ImgDataConverter(wavelets, 0);
    InvCompTransf colours = new InvCompTransf(integers, specs, depths);
    return new Jpeg2000(header, colours, width, cells).tiles();
  }

  private int[] tiles() {
    var tiles = source.getNumTiles(null);
    for (int y = 0; y < tiles.y; y++) {
      for (int x = 0; x < tiles.x; x++) {
        if (Thread.currentThread().isInterrupted()) {
          throw new RefusedException(RejectionReason.DECODE_TIMEOUT, "decoding was given up");
        }
        source.setTile(x, y);
        for (int component = 0; component < header.getNumComps(); component++) {
          tile(component);
        }
      }
    }
    return cells;
  }

  private void tile(int component) {
    int components = header.getNumComps();
    int tileWidth = source.getTileCompWidth(source.getTileIdx(), component);
    int tileHeight = source.getTileCompHeight(source.getTileIdx(), component);
    int left = source.getCompULX(component) - source.getImgULX();
    int top = source.getCompULY(component) - source.getImgULY();
    DataBlkInt block = new DataBlkInt(0, 0, tileWidth, tileHeight);
    block = (DataBlkInt) source.getInternCompData(block, component);
    Level level = level(component);
    for (int y = 0; y < tileHeight; y++) {
      int from = block.offset + y * block.scanw;
      int to = ((top + y) * width + left) * components + component;
      for (int x = 0; x < tileWidth; x++) {
        cells[to + x * components] = level.sample(block.data[from + x]);
      }
    }
  }

  private Level level(int component) {
    int depth = source.getNomRangeBits(component);
    boolean signed = header.isOriginalSigned(component);
    return signed
        ? new Level(source.getFixedPoint(component), 0, -(1 << depth - 1), (1 << depth - 1) - 1)
        : new Level(source.getFixedPoint(component), 1 << depth - 1, 0, (1 << depth) - 1);
  }

  /** The shift to where samples are around (section G.1), and their range. */
  private record Level(int fixedPoint, int middle, int least, int most) {
    int sample(int value) {
      return Math.clamp((value >> fixedPoint) + middle, least, most);
    }
  }
}
