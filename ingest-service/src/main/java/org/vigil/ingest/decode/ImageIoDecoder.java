package org.vigil.ingest.decode;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.color.CMMException;
import java.awt.image.BufferedImage;
import java.awt.image.RasterFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Reads one of the common picture formats through ImageIO, sizes first, with EXIF orientation
 * applied.
 */
final class ImageIoDecoder implements FileDecoder {
  static {
    ImageIO.setUseCache(false);
    ImageIO.scanForPlugins();
  }

  /** The readers that our limits and refusals were tried on, the more careful first. */
  private static final List<String> PROVIDERS = List.of("com.twelvemonkeys.", "com.sun.imageio.");

  private final Format format;

  ImageIoDecoder(Format format) {
    this.format = format;
  }

  @Override
  public Decoded decode(Path file, PictureGate gate) throws IOException {
    // A disk that fails says nothing about the picture: read all of it before judging any of it.
    byte[] bytes = Files.readAllBytes(file);
    PictureFile picture = PictureFile.of(bytes, format, gate.limits());
    ImageReader reader = reader();
    try (ImageInputStream in = new ByteArrayImageInputStream(picture.pixels())) {
      reader.setInput(in, true, true);
      gate.admit(reader.getWidth(0), reader.getHeight(0));
      requireOneImage(reader);
      Damage damage = new Damage();
      reader.addIIOReadWarningListener(damage);
      reader.addIIOReadProgressListener(new Cancellation());
      BufferedImage image = reader.read(0);
      Cancellation.throwIfInterrupted();
      damage.throwIfAny();
      return Decoded.of(picture.asMeant(image));
    } catch (IOException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | NullPointerException
        | NegativeArraySizeException
        | ArithmeticException
        | CMMException
        | RasterFormatException
        | ClassCastException e) {
      throw new RefusedException(
          RejectionReason.DAMAGED, "the %s file is damaged".formatted(format));
    } finally {
      reader.dispose();
    }
  }

  /** ImageIO's own order of several readers of a format differs from start to start. */
  private ImageReader reader() {
    List<ImageReader> readers = new ArrayList<>();
    ImageIO.getImageReadersByFormatName(format.imageIoName()).forEachRemaining(readers::add);
    return PROVIDERS.stream()
        .flatMap(provider -> readers.stream().filter(r -> isFrom(provider, r)))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    RejectionReason.UNSUPPORTED_FORMAT,
                    format + " files are not taken; send JPEG or PNG"));
  }

  private static boolean isFrom(String provider, ImageReader reader) {
    return reader.getClass().getName().startsWith(provider);
  }

  private void requireOneImage(ImageReader reader) throws IOException {
    if (format == Format.TIFF && reader.getNumImages(true) > 1) {
      throw new RefusedException(
          RejectionReason.UNSUPPORTED_FORMAT, "the TIFF has several pages; send one image a part");
    }
  }

  /** Decoders warn where they fill in for bytes that are missing; we do not invent pixels. */
  private static final class Damage implements IIOReadWarningListener {
    private boolean found;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      String text = warning.toLowerCase(Locale.ROOT);
      found |=
          text.contains("truncat")
              || text.contains("premature")
              || text.contains("corrupt")
              || text.contains("eof")
              || text.contains("end of");
    }

    void throwIfAny() {
      if (found) {
        throw new RefusedException(
            RejectionReason.DAMAGED, "the file ends before its picture does");
      }
    }
  }
}
