package org.vigil.ingest.quality;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.vigil.ingest.normalise.Picture;

/** A good photograph as a bad photographer would have taken it. */
final class Spoilt {
  private Spoilt() {}

  /** Out of focus. */
  static BufferedImage defocused(BufferedImage image, double sigma) {
    int radius = (int) Math.ceil(3 * sigma);
    float[] taps = new float[2 * radius + 1];
    float sum = 0;
    for (int i = -radius; i <= radius; i++) {
      taps[i + radius] = (float) Math.exp(-i * i / (2 * sigma * sigma));
      sum += taps[i + radius];
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] /= sum;
    }
    return convolved(convolved(image, taps.length, 1, taps), 1, taps.length, taps);
  }

  /** Moved sideways while the shutter was open. */
  static BufferedImage moved(BufferedImage image, int pixels) {
    float[] taps = new float[pixels];
    Arrays.fill(taps, 1f / pixels);
    return convolved(image, pixels, 1, taps);
  }

  /** Without the edges, where the kernel does not fit and the picture would stay sharp. */
  private static BufferedImage convolved(BufferedImage image, int w, int h, float[] taps) {
    BufferedImage blurred =
        new ConvolveOp(new Kernel(w, h, taps), ConvolveOp.EDGE_NO_OP, null).filter(image, null);
    return blurred.getSubimage(w / 2, h / 2, image.getWidth() - w, image.getHeight() - h);
  }

  /** Other light: 2 to this power times as much. */
  static BufferedImage exposed(BufferedImage image, double stops) {
    return channels(image, (channel, value) -> lit(value, Math.pow(2, stops)));
  }

  /** Light of another colour. */
  static BufferedImage tinted(BufferedImage image, double red, double green, double blue) {
    double[] gains = {red, green, blue};
    return channels(image, (channel, value) -> lit(value, gains[channel]));
  }

  /** A gain in linear light. */
  private static int lit(int value, double gain) {
    return (int)
        Math.round(255 * Math.pow(Math.min(1, gain * Math.pow(value / 255.0, 2.2)), 1 / 2.2));
  }

  /** Reflections of a lamp, somewhere. */
  static BufferedImage glaring(BufferedImage image, Random random) {
    BufferedImage copy = copy(image);
    Graphics2D g = copy.createGraphics();
    float radius = image.getWidth() * 0.09f;
    for (int i = 0; i < 3; i++) {
      float x = image.getWidth() * (0.25f + 0.5f * random.nextFloat());
      float y = image.getHeight() * (0.25f + 0.5f * random.nextFloat());
      g.setPaint(
          new RadialGradientPaint(
              new Point2D.Float(x, y),
              radius,
              new float[] {0, 0.6f, 1},
              new Color[] {Color.WHITE, Color.WHITE, new Color(255, 255, 255, 0)}));
      g.fillRect(0, 0, image.getWidth(), image.getHeight());
    }
    g.dispose();
    return copy;
  }

  /** Taken from far away, on a skin of the colour of the picture's corner region. */
  static BufferedImage far(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    BufferedImage canvas = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = canvas.createGraphics();
    g.setColor(new Color(image.getRGB(w / 8, h / 2)));
    g.fillRect(0, 0, w, h);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(
        image.getSubimage(w / 8, h / 8, 3 * w / 4, 3 * h / 4),
        7 * w / 16,
        7 * h / 16,
        w / 8,
        h / 8,
        null);
    g.dispose();
    return canvas;
  }

  /** A wall instead of the patient. */
  static BufferedImage wall(BufferedImage like, Random random) {
    BufferedImage wall =
        new BufferedImage(like.getWidth(), like.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < wall.getHeight(); y++) {
      for (int x = 0; x < wall.getWidth(); x++) {
        int grey = 160 + random.nextInt(40);
        wall.setRGB(x, y, grey << 16 | grey << 8 | grey + 5);
      }
    }
    return wall;
  }

  private static BufferedImage channels(BufferedImage image, IntBinaryOperator change) {
    BufferedImage copy = copy(image);
    for (int y = 0; y < copy.getHeight(); y++) {
      for (int x = 0; x < copy.getWidth(); x++) {
        int rgb = copy.getRGB(x, y);
        int red = change.applyAsInt(0, rgb >> 16 & 0xFF);
        int green = change.applyAsInt(1, rgb >> 8 & 0xFF);
        int blue = change.applyAsInt(2, rgb & 0xFF);
        copy.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return copy;
  }

  static BufferedImage copy(BufferedImage image) {
    BufferedImage copy =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = copy.createGraphics();
    g.drawImage(image, 0, 0, Color.WHITE, null);
    g.dispose();
    return copy;
  }

  static Picture.Rgb8 picture(BufferedImage image) {
    byte[] samples = new byte[3 * image.getWidth() * image.getHeight()];
    for (int y = 0, i = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        samples[i++] = (byte) (rgb >> 16);
        samples[i++] = (byte) (rgb >> 8);
        samples[i++] = (byte) rgb;
      }
    }
    return new Picture.Rgb8(image.getWidth(), image.getHeight(), samples);
  }
}
