package org.vigil.models.cli;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;

/** Turns pictures by quarters, pixel for pixel. */
final class QuarterTurn {
  private QuarterTurn() {}

  /**
   * @param quarters clockwise, 0 to 3
   */
  static BufferedImage of(BufferedImage picture, int quarters) {
    if (quarters == 0) {
      return picture;
    }
    boolean swapped = quarters % 2 == 1;
    int width = swapped ? picture.getHeight() : picture.getWidth();
    int height = swapped ? picture.getWidth() : picture.getHeight();
    AffineTransform turn = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
    turn.quadrantRotate(quarters);
    turn.translate(-picture.getWidth() / 2.0, -picture.getHeight() / 2.0);
    BufferedImage turned = new BufferedImage(width, height, picture.getType());
    return new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR)
        .filter(picture, turned);
  }
}
