package org.vigil.ingest.burnedin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vigil.ingest.normalise.Picture;

/**
 * Looks for lines of characters: marks that stand out from their surroundings, as high as each
 * other and as bright, on one base line and close together, as what a machine prints into a picture
 * is and little in a body. A single letter that names a side is no line. Stateless.
 */
public final class BurnedInText {
  /** Characters in a line from which on a picture is suspected: "R", "AP" and "PA" are none. */
  static final int LINE = 5;

  // Set on 200 radiographs (BurnedInTextRatesTest).
  private static final int SURROUNDINGS = 12;
  private static final int CONTRAST = 30; // Grey levels of 255.
  private static final int LEAST_HEIGHT = 6;
  private static final int MOST_HEIGHT = 56;
  private static final double BROADEST = 1.7; // Of the height, as a W is.
  private static final double LEAST_FILL = 0.12;
  private static final double UNEQUAL_HEIGHT = 0.4; // Of the larger; as capitals and x-heights.
  private static final double UNEQUAL_BASE = 0.3;
  private static final double WIDEST_GAP = 1.2;
  private static final double UNEQUAL_BRIGHTNESS = 60;
  private static final int REACH = (int) ((BROADEST + WIDEST_GAP) * MOST_HEIGHT);

  private BurnedInText() {}

  /** Whether there is a line of text. */
  public static boolean isSuspected(Picture picture) {
    return longestLine(picture) >= LINE;
  }

  /** Characters in the longest line that was found. */
  static int longestLine(Picture picture) {
    Luminance luminance = Luminance.of(picture);
    return Math.max(longestLine(luminance, CONTRAST), longestLine(luminance, -CONTRAST));
  }

  private static int longestLine(Luminance picture, int contrast) {
    List<Mark> characters = new ArrayList<>();
    for (Mark mark : Mark.all(picture.standingOut(SURROUNDINGS, contrast), picture)) {
      if (mayBeCharacter(mark)) {
        characters.add(mark);
      }
    }
    characters.sort(Comparator.comparingInt(Mark::left));
    return longestChain(characters);
  }

  private static boolean mayBeCharacter(Mark mark) {
    return mark.height() >= LEAST_HEIGHT
        && mark.height() <= MOST_HEIGHT
        && mark.width() <= BROADEST * mark.height()
        && mark.fill() >= LEAST_FILL;
  }

  /**
   * @param characters from left to right
   */
  private static int longestChain(List<Mark> characters) {
    int[] chain = new int[characters.size()];
    int longest = 0;
    for (int i = 0; i < chain.length; i++) {
      chain[i] = 1;
      int reach = characters.get(i).left() - REACH;
      for (int j = i - 1; j >= 0 && characters.get(j).left() >= reach; j--) {
        if (follows(characters.get(j), characters.get(i))) {
          chain[i] = Math.max(chain[i], chain[j] + 1);
        }
      }
      longest = Math.max(longest, chain[i]);
    }
    return longest;
  }

  private static boolean follows(Mark before, Mark after) {
    int height = Math.max(before.height(), after.height());
    int gap = after.left() - before.right();
    return gap >= 0
        && gap <= WIDEST_GAP * height
        && Math.abs(before.height() - after.height()) <= UNEQUAL_HEIGHT * height
        && Math.abs(before.bottom() - after.bottom()) <= UNEQUAL_BASE * height
        && Math.abs(before.brightness() - after.brightness()) <= UNEQUAL_BRIGHTNESS;
  }
}
