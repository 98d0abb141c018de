package org.vigil.local.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * Draws something like a chest X-ray: trunk, dark lungs, heart, spine, ribs, now and then a hazy
 * patch, grain. Both views of one painter have the same build.
 */
final class ThoraxPainter {
  private static final int SIZE = 512;
  private static final int RIBS = 8;
  private static final double PATCH_SHARE = 0.4;

  private final Random random;
  private final int lungWidth;
  private final int lungHeight;
  private final int heart;
  private final boolean hasPatch;

  ThoraxPainter(Random random) {
    this.random = random;
    this.lungWidth = 120 + random.nextInt(25);
    this.lungHeight = 270 + random.nextInt(50);
    this.heart = 100 + random.nextInt(60);
    this.hasPatch = random.nextDouble() < PATCH_SHARE;
  }

  BufferedImage frontal() {
    BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = graphics(picture);
    fill(graphics, 150, new RoundRectangle2D.Double(40, 40, 432, 500, 160, 160)); // trunk
    fill(graphics, 160, new Rectangle2D.Double(206, 0, 100, 90)); // neck
    int top = 90;
    fill(graphics, 45, new Ellipse2D.Double(238 - lungWidth, top, lungWidth, lungHeight));
    fill(graphics, 45, new Ellipse2D.Double(274, top, lungWidth, lungHeight));
    fill(graphics, 190, new Ellipse2D.Double(236, 250, heart, heart * 0.9));
    fill(graphics, 200, new Rectangle2D.Double(242, 60, 28, 452)); // spine
    ribs(graphics, 238 - lungWidth, top);
    ribs(graphics, 274, top);
    patch(graphics, random.nextBoolean() ? 180 : 335);
    graphics.dispose();
    return Grain.over(picture, 6, random);
  }

  BufferedImage lateral() {
    BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = graphics(picture);
    fill(graphics, 150, new RoundRectangle2D.Double(100, 40, 312, 500, 180, 180));
    fill(graphics, 60, new Ellipse2D.Double(140, 90, lungWidth * 1.7, lungHeight));
    fill(graphics, 185, new Ellipse2D.Double(150, 250, heart, heart));
    fill(graphics, 200, new Rectangle2D.Double(350, 60, 30, 452));
    ribs(graphics, 200, 100);
    patch(graphics, 260);
    graphics.dispose();
    return Grain.over(picture, 6, random);
  }

  private static Graphics2D graphics(BufferedImage picture) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    return graphics;
  }

  private static void fill(Graphics2D graphics, int grey, java.awt.Shape shape) {
    graphics.setColor(new Color(grey, grey, grey));
    graphics.fill(shape);
  }

  private void ribs(Graphics2D graphics, int left, int top) {
    graphics.setColor(new Color(255, 255, 255, 70));
    graphics.setStroke(new BasicStroke(9));
    for (int i = 0; i < RIBS; i++) {
      int y = top + i * lungHeight / RIBS;
      graphics.draw(new Arc2D.Double(left, y, lungWidth, 60, 20, 140, Arc2D.OPEN));
    }
  }

  private void patch(Graphics2D graphics, int x) {
    if (!hasPatch) {
      return;
    }
    int radius = 30 + random.nextInt(50);
    int y = 180 + random.nextInt(120);
    graphics.setPaint(
        new RadialGradientPaint(
            x,
            y,
            radius,
            new float[] {0, 1},
            new Color[] {new Color(255, 255, 255, 170), new Color(255, 255, 255, 0)}));
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2.0 * radius, 2.0 * radius));
  }
}
