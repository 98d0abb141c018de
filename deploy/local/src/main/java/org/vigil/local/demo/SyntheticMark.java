package org.vigil.local.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * Burns the word SYNTHETIC into a picture, so that nobody ever takes it for a patient's. The
 * letters are drawn from dots, because a bare JDK on a fresh machine has no fonts.
 */
final class SyntheticMark {
  private static final int LETTER_WIDTH = 5;
  private static final int LETTER_HEIGHT = 7;
  private static final int GAP = 1;

  /** S Y N T H E T I C: seven rows of five dots each. */
  private static final String[][] WORD = {
    {" ####", "#    ", "#    ", " ### ", "    #", "    #", "#### "},
    {"#   #", "#   #", " # # ", "  #  ", "  #  ", "  #  ", "  #  "},
    {"#   #", "##  #", "# # #", "#  ##", "#   #", "#   #", "#   #"},
    {"#####", "  #  ", "  #  ", "  #  ", "  #  ", "  #  ", "  #  "},
    {"#   #", "#   #", "#   #", "#####", "#   #", "#   #", "#   #"},
    {"#####", "#    ", "#    ", "#### ", "#    ", "#    ", "#####"},
    {"#####", "  #  ", "  #  ", "  #  ", "  #  ", "  #  ", "  #  "},
    {"#####", "  #  ", "  #  ", "  #  ", "  #  ", "  #  ", "#####"},
    {" ####", "#    ", "#    ", "#    ", "#    ", "#    ", " ####"},
  };

  private SyntheticMark() {}

  /** The same picture with the word over a dark bar at its foot, over half of its width. */
  static BufferedImage burnInto(BufferedImage picture) {
    int dots = WORD.length * (LETTER_WIDTH + GAP) + GAP;
    int dot = Math.max(1, picture.getWidth() / 2 / dots);
    int left = (picture.getWidth() - dots * dot) / 2;
    int top = picture.getHeight() - (LETTER_HEIGHT + 3) * dot;
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.BLACK);
    graphics.fillRect(left - dot, top - dot, (dots + 2) * dot, (LETTER_HEIGHT + 2) * dot);
    graphics.setColor(Color.WHITE);
    for (int i = 0; i < WORD.length; i++) {
      letter(graphics, WORD[i], left + (GAP + i * (LETTER_WIDTH + GAP)) * dot, top, dot);
    }
    graphics.dispose();
    return picture;
  }

  private static void letter(Graphics2D graphics, String[] rows, int left, int top, int dot) {
    for (int y = 0; y < LETTER_HEIGHT; y++) {
      for (int x = 0; x < LETTER_WIDTH; x++) {
        if (rows[y].charAt(x) == '#') {
          graphics.fillRect(left + x * dot, top + y * dot, dot, dot);
        }
      }
    }
  }
}
