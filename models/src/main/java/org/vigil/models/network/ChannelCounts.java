package org.vigil.models.network;

/** Rounds the channels of scaled mobile networks to what hardware likes. */
final class ChannelCounts {
  private static final int DIVISOR = 8;
  private static final double LEAST_SHARE = 0.9;

  private ChannelCounts() {}

  /** The nearest multiple of 8, at least 8 and not less than 90% of the channels asked for. */
  static int divisible(double channels) {
    int rounded = Math.max(DIVISOR, (int) (channels + DIVISOR / 2.0) / DIVISOR * DIVISOR);
    return rounded < LEAST_SHARE * channels ? rounded + DIVISOR : rounded;
  }
}
