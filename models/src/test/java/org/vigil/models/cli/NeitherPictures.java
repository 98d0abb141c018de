package org.vigil.models.cli;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Pictures that are of no patient: noise, gradients, checks, printed pages, charts, line drawings,
 * in grey and in colour, at sizes that phones and scanners give.
 */
final class NeitherPictures {
  private static final int EACH = 12;

  private final Random random;

  private NeitherPictures(long seed) {
    this.random = new Random(seed);
  }

  private interface Painter {
    void paint(Graphics2D graphics, int width, int height);
  }

  /** Writes them into a folder. */
  static void write(Path folder, long seed) throws IOException {
    Files.createDirectories(folder);
    NeitherPictures pictures = new NeitherPictures(seed);
    for (int i = 0; i < EACH; i++) {
      boolean grey = i % 2 == 0;
      pictures.write(folder.resolve("gradient" + i + ".png"), grey, pictures::gradient);
      pictures.write(folder.resolve("checks" + i + ".png"), grey, pictures::checks);
      pictures.write(folder.resolve("page" + i + ".png"), grey, pictures::page);
      pictures.write(folder.resolve("chart" + i + ".png"), grey, pictures::chart);
      pictures.write(folder.resolve("lines" + i + ".png"), grey, pictures::lines);
      pictures.write(folder.resolve("noise" + i + ".png"), grey, pictures::noise);
    }
  }

  private void write(Path file, boolean grey, Painter painter) throws IOException {
    int width = 300 + random.nextInt(500);
    int height = 300 + random.nextInt(500);
    BufferedImage image =
        new BufferedImage(
            width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    painter.paint(graphics, width, height);
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private Color colour() {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }

  private void gradient(Graphics2D graphics, int width, int height) {
    graphics.setPaint(
        new GradientPaint(0, 0, colour(), random.nextInt(width), random.nextInt(height), colour()));
    graphics.fillRect(0, 0, width, height);
  }

  private void checks(Graphics2D graphics, int width, int height) {
    int side = 10 + random.nextInt(60);
    graphics.setColor(colour());
    for (int y = 0; y < height; y += side) {
      for (int x = y / side % 2 * side; x < width; x += 2 * side) {
        graphics.fillRect(x, y, side, side);
      }
    }
  }

  private void page(Graphics2D graphics, int width, int height) {
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 10 + random.nextInt(10)));
    int line = graphics.getFontMetrics().getHeight();
    for (int y = 2 * line; y < height - line; y += line) {
      StringBuilder text = new StringBuilder();
      while (graphics.getFontMetrics().stringWidth(text.toString()) < width - 60) {
        text.append((char) ('a' + random.nextInt(26))).append(random.nextInt(6) == 0 ? " " : "");
      }
      graphics.drawString(text.toString(), 20, y);
    }
  }

  private void chart(Graphics2D graphics, int width, int height) {
    int bars = 4 + random.nextInt(8);
    for (int bar = 0; bar < bars; bar++) {
      graphics.setColor(colour());
      int tall = random.nextInt(height);
      graphics.fillRect(bar * width / bars + 4, height - tall, width / bars - 8, tall);
    }
  }

  private void lines(Graphics2D graphics, int width, int height) {
    for (int i = 0; i < 60; i++) {
      graphics.setColor(colour());
      graphics.drawOval(
          random.nextInt(width), random.nextInt(height), random.nextInt(200), random.nextInt(200));
    }
  }

  private void noise(Graphics2D graphics, int width, int height) {
    int grain = 1 + random.nextInt(8);
    for (int y = 0; y < height; y += grain) {
      for (int x = 0; x < width; x += grain) {
        graphics.setColor(colour());
        graphics.fillRect(x, y, grain, grain);
      }
    }
  }
}
