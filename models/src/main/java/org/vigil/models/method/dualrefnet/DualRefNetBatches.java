package org.vigil.models.method.dualrefnet;

import org.vigil.models.augmentation.Mixing;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.augmentation.PictureBatches;
import org.vigil.models.preprocess.Bitmap8;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.preprocess.ResizeEightBit;
import org.vigil.models.sampling.BatchMaker;
import org.vigil.models.seed.Seed;

/**
 * Makes DualRefNet's batches: random views, and each view at twice its size for the decoder to draw
 * (Super-Resolution). Thread-safe.
 */
public final class DualRefNetBatches implements BatchMaker<DualRefNetBatch> {
  private static final int SCALE = 2;

  private final PictureBatches pictures;
  private final float[][] metadata;
  private final Kernel enlarge;

  /**
   * @param pictures the views; not mixed, as a mixture has no metadata
   * @param metadata [picture][column], encoded
   * @param enlarge the paper's bicubic or its variant, bilinear
   */
  public DualRefNetBatches(PictureBatches pictures, float[][] metadata, Kernel enlarge) {
    if (!(pictures.mixing() instanceof Mixing.None)
        || metadata.length != pictures.examples().size()) {
      throw new IllegalArgumentException("needs metadata of every picture, and no mixing");
    }
    this.pictures = pictures;
    this.metadata = metadata;
    this.enlarge = enlarge;
  }

  @Override
  public DualRefNetBatch make(int[] chosen, Seed seed) {
    PictureBatch batch = pictures.make(chosen, seed);
    int columns = metadata[0].length;
    int length = SCALE * SCALE * pictures.spec().length();
    float[] given = new float[chosen.length * columns];
    float[] wanted = new float[chosen.length * length];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(metadata[chosen[i]], 0, given, i * columns, columns);
      System.arraycopy(enlarged(batch, i), 0, wanted, i * length, length);
    }
    return new DualRefNetBatch(batch, given, wanted, SCALE);
  }

  /** In 8 bits, as Pillow enlarges; [channel][row][column]. */
  private float[] enlarged(PictureBatch batch, int index) {
    InputSpec spec = pictures.spec();
    ResizeEightBit resize =
        new ResizeEightBit(enlarge, SCALE * spec.width(), SCALE * spec.height());
    Bitmap8 large = resize.apply(view(batch, index));
    int area = large.width() * large.height();
    float[] planes = new float[large.length()];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = large.sample(i % area * spec.channels() + i / area) / 255f;
    }
    return planes;
  }

  /** A view as a person would see it. */
  private Bitmap8 view(PictureBatch batch, int index) {
    InputSpec spec = pictures.spec();
    int area = spec.width() * spec.height();
    byte[] samples = new byte[spec.length()];
    for (int i = 0; i < samples.length; i++) {
      int channel = i / area;
      double share =
          batch.inputs()[index * samples.length + i] * spec.std().get(channel)
              + spec.mean().get(channel);
      samples[i % area * spec.channels() + channel] =
          (byte) Math.clamp(Math.round(share * 255), 0, 255);
    }
    return new Bitmap8(spec.width(), spec.height(), spec.channels(), samples);
  }

  @Override
  public String description() {
    return pictures.description() + ", metadata, " + enlarge;
  }
}
