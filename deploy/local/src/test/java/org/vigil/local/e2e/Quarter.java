package org.vigil.local.e2e;

import java.awt.image.BufferedImage;

/** A quarter turn of a picture. */
enum Quarter {
  CLOCKWISE,
  COUNTERCLOCKWISE;

  /** Mean difference per channel (0 to 255) between a picture and another turned by this. */
  double difference(BufferedImage upright, BufferedImage sensor) {
    long sum = 0;
    for (int y = 0; y < sensor.getHeight(); y++) {
      for (int x = 0; x < sensor.getWidth(); x++) {
        int turned =
            switch (this) {
              case CLOCKWISE -> upright.getRGB(sensor.getHeight() - 1 - y, x);
              case COUNTERCLOCKWISE -> upright.getRGB(y, sensor.getWidth() - 1 - x);
            };
        sum += distance(turned, sensor.getRGB(x, y));
      }
    }
    return sum / (3.0 * sensor.getWidth() * sensor.getHeight());
  }

  private static int distance(int one, int other) {
    int sum = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      sum += Math.abs((one >> shift & 255) - (other >> shift & 255));
    }
    return sum;
  }
}
