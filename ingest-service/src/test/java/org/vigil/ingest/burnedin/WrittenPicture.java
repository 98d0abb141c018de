package org.vigil.ingest.burnedin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.vigil.ingest.normalise.Picture;

/** Draws what modalities write into their pictures. */
public final class WrittenPicture {
  private static final int SIDE = 512;
  private static final int GREY = 60;
  private static final int SIZE = 22;

  private WrittenPicture() {}

  /** Skips the test where Java finds no font, as on a bare machine. */
  static void requireFonts() {
    boolean fonts;
    try {
      fonts = new Font(Font.SANS_SERIF, Font.PLAIN, SIZE).canDisplay('A');
    } catch (RuntimeException | Error e) { // Without fontconfig.
      fonts = false;
    }
    assumeTrue(fonts, "no fonts here: nothing can be written into pictures");
  }

  /** An even grey picture with a white line of text. */
  public static BufferedImage of(String text) {
    requireFonts();
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(GREY, GREY, GREY));
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.setColor(Color.WHITE);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, SIZE));
    pen.drawString(text, 20, 40);
    pen.dispose();
    return image;
  }

  /** Grey samples as a radiograph. */
  static Picture.Grey16 picture(BufferedImage image) {
    int width = image.getWidth();
    short[] samples = new short[width * image.getHeight()];
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRaster().getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        samples[y * width + x] = (short) (row[x] * 257);
      }
    }
    return new Picture.Grey16(width, image.getHeight(), samples);
  }
}
