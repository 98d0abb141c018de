package org.vigil.models.dataset;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.vigil.models.preprocess.Bitmap;
import org.vigil.models.preprocess.Bitmap8;
import org.vigil.schemas.id.Sha256;

/**
 * Pictures below a folder: JPEG, PNG, BMP and GIF files, and rows of NumPy archives, which stay in
 * memory once opened. Transparency is put on black.
 */
public final class StoredPictures implements Pictures {
  private static final String IN_ARCHIVE = ".npz#";

  private final Path root;
  private final Map<Path, Map<String, Npz.Bytes>> archives = new ConcurrentHashMap<>();

  public StoredPictures(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public Bitmap8 read(PictureRef picture) {
    try {
      if (picture.path().contains(IN_ARCHIVE)) {
        return row(picture);
      }
      BufferedImage image = ImageIO.read(file(picture).toFile());
      if (image == null) {
        throw new UnreadablePictureException(picture.path(), "no format that is read here");
      }
      return bitmap(image);
    } catch (IOException | RuntimeException e) {
      throw e instanceof UnreadablePictureException own
          ? own
          : new UnreadablePictureException(picture.path(), e);
    }
  }

  @Override
  public Sha256 digest(PictureRef picture) {
    try {
      return Sha256.of(
          picture.path().contains(IN_ARCHIVE)
              ? row(picture).samples()
              : Files.readAllBytes(file(picture)));
    } catch (IOException e) {
      throw new UnreadablePictureException(picture.path(), e);
    }
  }

  private Path file(PictureRef picture) {
    Path file = root.resolve(picture.path()).normalize();
    if (!file.startsWith(root)) {
      throw new UnreadablePictureException(picture.path(), "lies outside the data set's folder");
    }
    return file;
  }

  private Bitmap8 row(PictureRef picture) {
    int end = picture.path().indexOf('#');
    String[] place = picture.path().substring(end + 1).split("/", 2);
    Path file = file(new PictureRef(picture.role(), picture.path().substring(0, end)));
    Npz.Bytes array = archives.computeIfAbsent(file, Npz::read).get(place[0]);
    int[] shape = array.shape(); // [pictures, height, width] or [pictures, height, width, 3]
    int channels = shape.length == 4 ? shape[3] : 1;
    int length = shape[1] * shape[2] * channels;
    int from = Math.multiplyExact(Integer.parseInt(place[1]), length);
    byte[] samples = Arrays.copyOfRange(array.data(), from, from + length);
    return new Bitmap8(shape[2], shape[1], channels, samples);
  }

  private static Bitmap8 bitmap(BufferedImage image) {
    boolean grey = image.getRaster().getNumBands() == 1;
    if (grey && !(image.getColorModel() instanceof IndexColorModel)) {
      return Bitmap8.of(Bitmap.of(image.getRaster()));
    }
    int width = image.getWidth();
    byte[] samples = new byte[3 * width * image.getHeight()];
    for (int i = 0; i < samples.length; i += 3) {
      int argb = image.getRGB(i / 3 % width, i / 3 / width);
      int alpha = argb >>> 24;
      samples[i] = over((argb >> 16) & 0xFF, alpha);
      samples[i + 1] = over((argb >> 8) & 0xFF, alpha);
      samples[i + 2] = over(argb & 0xFF, alpha);
    }
    return new Bitmap8(width, image.getHeight(), 3, samples);
  }

  private static byte over(int value, int alpha) {
    return (byte) ((value * alpha + 127) / 255);
  }
}
