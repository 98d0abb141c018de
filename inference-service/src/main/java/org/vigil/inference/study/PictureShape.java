package org.vigil.inference.study;

import java.awt.image.SampleModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import org.vigil.schemas.event.NormalisedImage;

/**
 * How large a picture is once it is decoded.
 *
 * @param channels 1 for grey, 3 for colour
 * @param bitsPerSample 8 or 16
 */
public record PictureShape(int width, int height, int channels, int bitsPerSample) {

  public static PictureShape of(NormalisedImage image) {
    return new PictureShape(
        image.getWidth(), image.getHeight(), image.getChannels(), image.getBitsPerSample());
  }

  /** What a file's header says; empty where nobody can read it. */
  public static Optional<PictureShape> of(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      return readers.hasNext() ? of(readers.next(), in) : Optional.empty();
    }
  }

  private static Optional<PictureShape> of(ImageReader reader, ImageInputStream in) {
    try {
      reader.setInput(in, true, true);
      Optional<SampleModel> samples =
          Optional.ofNullable(reader.getRawImageType(0)).map(ImageTypeSpecifier::getSampleModel);
      return Optional.of(
          new PictureShape(
              reader.getWidth(0),
              reader.getHeight(0),
              samples.map(SampleModel::getNumBands).orElse(3), // Such as JPEG's own colours.
              samples.map(model -> model.getSampleSize(0)).orElse(Byte.SIZE)));
    } catch (IOException | RuntimeException e) { // A damaged header tells nothing.
      return Optional.empty();
    } finally {
      reader.dispose();
    }
  }

  /** Bytes of all samples. */
  long bytes() {
    return (long) width * height * channels * Math.ceilDiv(bitsPerSample, Byte.SIZE);
  }
}
