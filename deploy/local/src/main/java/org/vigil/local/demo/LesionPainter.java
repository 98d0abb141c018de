package org.vigil.local.demo;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Draws something like a pigmented skin lesion: skin, an uneven brown spot, hairs, grain. */
final class LesionPainter {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 450;
  private static final int OUTLINE_POINTS = 72;

  private final Random random;
  private final boolean dermoscopic;

  /**
   * @param dermoscopic large, with the dark rim of a dermatoscope; otherwise small, as in a phone's
   *     photograph
   */
  LesionPainter(Random random, boolean dermoscopic) {
    this.random = random;
    this.dermoscopic = dermoscopic;
  }

  BufferedImage paint() {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(new Color(200 + random.nextInt(40), 150 + random.nextInt(40), 125));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    lesion(graphics);
    hairs(graphics, random.nextInt(12));
    if (dermoscopic) {
      rim(graphics);
    }
    graphics.dispose();
    return Grain.over(picture, 9, random);
  }

  private void lesion(Graphics2D graphics) {
    double radius = dermoscopic ? 90 + random.nextInt(80) : 25 + random.nextInt(35);
    double x = WIDTH / 2.0 + random.nextGaussian() * 20;
    double y = HEIGHT / 2.0 - 20 + random.nextGaussian() * 15;
    double unevenness = 0.05 + 0.3 * random.nextDouble();
    int layers = 4 + random.nextInt(5);
    for (int layer = 0; layer < layers; layer++) { // From pale and wide to dark and small.
      double scale = 1 - 0.8 * layer / layers;
      int dark = 120 - 90 * layer / layers + random.nextInt(30);
      graphics.setComposite(AlphaComposite.SrcOver.derive(0.5f));
      graphics.setColor(new Color(Math.min(255, dark + 45), dark * 2 / 3, dark / 2));
      double drift = radius * 0.15 * layer / layers;
      graphics.fill(
          outline(
              x + random.nextGaussian() * drift,
              y + random.nextGaussian() * drift,
              radius * scale,
              unevenness));
    }
    graphics.setComposite(AlphaComposite.SrcOver);
  }

  /** A circle whose radius sways with three waves. */
  private Path2D outline(double x, double y, double radius, double unevenness) {
    double[] phases = {random.nextDouble() * 7, random.nextDouble() * 7, random.nextDouble() * 7};
    Path2D path = new Path2D.Double();
    for (int i = 0; i < OUTLINE_POINTS; i++) {
      double angle = 2 * Math.PI * i / OUTLINE_POINTS;
      double sway =
          Math.sin(2 * angle + phases[0])
              + 0.6 * Math.sin(3 * angle + phases[1])
              + 0.4 * Math.sin(7 * angle + phases[2]);
      double r = radius * (1 + unevenness * sway / 2);
      double px = x + r * Math.cos(angle);
      double py = y + r * Math.sin(angle);
      if (i == 0) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
    }
    path.closePath();
    return path;
  }

  private void hairs(Graphics2D graphics, int count) {
    graphics.setColor(new Color(50, 35, 30));
    for (int i = 0; i < count; i++) {
      graphics.setStroke(new BasicStroke(1 + random.nextFloat() * 1.5f));
      graphics.draw(
          new QuadCurve2D.Double(
              random.nextInt(WIDTH),
              random.nextInt(HEIGHT),
              random.nextInt(WIDTH),
              random.nextInt(HEIGHT),
              random.nextInt(WIDTH),
              random.nextInt(HEIGHT)));
    }
  }

  private static void rim(Graphics2D graphics) {
    graphics.setPaint(
        new RadialGradientPaint(
            WIDTH / 2f,
            HEIGHT / 2f,
            WIDTH * 0.62f,
            new float[] {0, 0.72f, 0.85f, 1},
            new Color[] {
              new Color(0, 0, 0, 0), new Color(0, 0, 0, 0), new Color(0, 0, 0, 190), Color.BLACK
            }));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
  }
}
