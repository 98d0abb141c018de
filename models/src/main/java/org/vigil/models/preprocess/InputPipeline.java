package org.vigil.models.preprocess;

import java.awt.image.Raster;

/**
 * Preprocessing version p1: fit, resize, scale to 0..1, channels as the network wants them (grey
 * repeated to RGB, RGB to luminance by ITU-R BT.601), subtract the mean, divide by the standard
 * deviation. Thread-safe.
 */
public final class InputPipeline {
  private static final float[] LUMINANCE = {0.299f, 0.587f, 0.114f};

  private final InputSpec spec;
  private final Resize resize;

  public InputPipeline(InputSpec spec) {
    this.spec = spec;
    this.resize = new Resize(spec.kernel(), spec.width(), spec.height());
  }

  /**
   * @param picture 1 or 3 bands of 8 or 16 bits, full range
   * @return [channel][height][width], row-major
   */
  public float[] apply(Raster picture) {
    int bands = picture.getNumBands();
    if (bands != 1 && bands != 3) {
      throw new IllegalArgumentException("a picture of " + bands + " bands; needs 1 or 3");
    }
    double full = (1L << picture.getSampleModel().getSampleSize(0)) - 1;
    return arrange(resize.apply(fit(picture)), bands, (float) full);
  }

  private Raster fit(Raster picture) {
    return switch (spec.fit()) {
      case STRETCH -> picture;
      case CENTRE_CROP -> centre(picture);
    };
  }

  private Raster centre(Raster picture) {
    double scale =
        Math.min(
            (double) picture.getWidth() / spec.width(),
            (double) picture.getHeight() / spec.height());
    int width = Math.max(1, (int) Math.round(scale * spec.width()));
    int height = Math.max(1, (int) Math.round(scale * spec.height()));
    int x = (picture.getWidth() - width) / 2;
    int y = (picture.getHeight() - height) / 2;
    return picture.createChild(
        picture.getMinX() + x, picture.getMinY() + y, width, height, 0, 0, null);
  }

  private float[] arrange(float[] pixels, int bands, float full) {
    int area = spec.width() * spec.height();
    float[] out = new float[spec.length()];
    for (int channel = 0; channel < spec.channels(); channel++) {
      float mean = spec.mean().get(channel).floatValue();
      float std = spec.std().get(channel).floatValue();
      for (int i = 0; i < area; i++) {
        float value = Math.clamp(sample(pixels, i, bands, channel) / full, 0f, 1f);
        out[channel * area + i] = (value - mean) / std;
      }
    }
    return out;
  }

  private float sample(float[] pixels, int pixel, int bands, int channel) {
    if (bands == spec.channels()) {
      return pixels[pixel * bands + channel];
    }
    if (bands == 1) {
      return pixels[pixel];
    }
    float luminance = 0;
    for (int band = 0; band < bands; band++) {
      luminance += LUMINANCE[band] * pixels[pixel * bands + band];
    }
    return luminance;
  }
}
