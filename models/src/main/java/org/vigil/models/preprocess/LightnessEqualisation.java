package org.vigil.models.preprocess;

/**
 * {@link Clahe} on a colour picture: on the lightness of CIE Lab alone, so that colours, which the
 * diagnosis of skin rests on, keep their hue (DualRefNet, Preprocessing).
 *
 * @param clahe applied to the lightness
 */
public record LightnessEqualisation(Clahe clahe) {

  /** Grey pictures (one channel) are equalised as they are. */
  public Bitmap8 apply(Bitmap8 picture) {
    if (picture.channels() == 1) {
      return clahe.apply(picture);
    }
    Lab lab = Lab.of(picture);
    return lab.withLightness(clahe.apply(lab.lightness())).rgb();
  }
}
