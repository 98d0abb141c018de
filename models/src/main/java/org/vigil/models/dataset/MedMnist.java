package org.vigil.models.dataset;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A data set in MedMNIST's form (Yang et al. 2023, doi 10.1038/s41597-022-01721-8).
 *
 * @param train to learn from
 * @param validation to choose by
 * @param test to report on, once
 */
public record MedMnist(LabelledImages train, LabelledImages validation, LabelledImages test) {

  public static MedMnist read(Path npz) {
    Map<String, Npz.Bytes> arrays = Npz.read(npz);
    return new MedMnist(split(arrays, "train"), split(arrays, "val"), split(arrays, "test"));
  }

  private static void requireSquares(String name, Npz.Bytes images, Npz.Bytes labels) {
    int[] shape = images.shape(); // [pictures, side, side] or [pictures, side, side, 3]
    boolean grey = shape.length == 3;
    boolean colour = shape.length == 4 && shape[3] == 3;
    if (!(grey || colour) || shape[1] != shape[2] || labels.data().length != shape[0]) {
      throw new IllegalArgumentException(
          "split '%s': pictures %s, %d labels"
              .formatted(name, Arrays.toString(shape), labels.data().length));
    }
  }

  private static LabelledImages split(Map<String, Npz.Bytes> arrays, String name) {
    Npz.Bytes images = arrays.get(name + "_images");
    Npz.Bytes labels = arrays.get(name + "_labels");
    if (images == null || labels == null) {
      throw new IllegalArgumentException("no split '" + name + "' in the archive");
    }
    requireSquares(name, images, labels);
    int side = images.shape()[1];
    int channels = images.shape().length == 4 ? images.shape()[3] : 1;
    int length = side * side * channels;
    byte[][] pixels = new byte[images.shape()[0]][];
    int[] classes = new int[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Arrays.copyOfRange(images.data(), i * length, (i + 1) * length);
      classes[i] = labels.data()[i];
    }
    return new LabelledImages(channels, side, pixels, classes);
  }
}
