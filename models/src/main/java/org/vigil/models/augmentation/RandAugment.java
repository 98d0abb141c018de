package org.vigil.models.augmentation;

import java.util.random.RandomGenerator;

/**
 * A few operations, drawn alike from fourteen, all of one strength (Cubuk et al. 2020, section 3;
 * strengths as torchvision's {@code RandAugment} has them).
 *
 * @param operations N, how many one after another
 * @param magnitude M, 0 to 30
 */
public record RandAugment(int operations, int magnitude) implements Step {
  private static final Operation[] ALL = Operation.values();
  private static final int MAX_MAGNITUDE = 30;

  public RandAugment {
    Step.requireWithin("a magnitude", magnitude, MAX_MAGNITUDE);
    if (operations < 1) {
      throw new IllegalArgumentException(operations + " operations");
    }
  }

  @Override
  public void apply(Draft draft, RandomGenerator random) {
    for (int i = 0; i < operations; i++) {
      Operation operation = ALL[random.nextInt(ALL.length)];
      int sign = random.nextBoolean() ? 1 : -1;
      operation.apply(draft, (double) magnitude / MAX_MAGNITUDE, sign);
    }
  }

  /** What can be done, at a strength of 0 to 1 in one of two directions. */
  enum Operation {
    IDENTITY,
    SHEAR_X,
    SHEAR_Y,
    TRANSLATE_X,
    TRANSLATE_Y,
    ROTATE,
    BRIGHTNESS,
    COLOUR,
    CONTRAST,
    SHARPNESS,
    POSTERISE,
    SOLARISE,
    AUTO_CONTRAST,
    EQUALISE;

    private static final double MAX_SHEAR = 0.3;
    private static final double MAX_SHIFT = 150.0 / 331; // of the side
    private static final double MAX_DEGREES = 30;
    private static final double MAX_ENHANCEMENT = 0.9;
    private static final int POSTERISED_BITS = 4; // of 8, at full strength

    void apply(Draft draft, double strength, int sign) {
      double signed = sign * strength;
      switch (this) {
        case IDENTITY -> {}
        case SHEAR_X -> draft.move(Affine.shear(signed * MAX_SHEAR, 0));
        case SHEAR_Y -> draft.move(Affine.shear(0, signed * MAX_SHEAR));
        case TRANSLATE_X -> draft.move(Affine.shift(pixels(signed, draft.width()), 0));
        case TRANSLATE_Y -> draft.move(Affine.shift(0, pixels(signed, draft.height())));
        case ROTATE -> draft.move(Affine.turn(signed * MAX_DEGREES));
        case BRIGHTNESS -> Tones.brightness(draft, 1 + signed * MAX_ENHANCEMENT);
        case COLOUR -> Tones.saturation(draft, 1 + signed * MAX_ENHANCEMENT);
        case CONTRAST -> Tones.contrast(draft, 1 + signed * MAX_ENHANCEMENT);
        case SHARPNESS -> Tones.sharpness(draft, 1 + signed * MAX_ENHANCEMENT);
        case POSTERISE -> Tones.posterise(draft, 8 - (int) Math.round(strength * POSTERISED_BITS));
        case SOLARISE -> Tones.solarise(draft, 1 - strength);
        case AUTO_CONTRAST -> Tones.autoContrast(draft);
        case EQUALISE -> Tones.equalise(draft);
      }
    }

    private static long pixels(double signed, int side) {
      return Math.round(signed * MAX_SHIFT * side);
    }
  }
}
