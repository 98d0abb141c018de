package org.vigil.models.preprocess;

import java.util.List;
import java.util.Optional;

/**
 * What a paper does to a picture before its network reads it, in 8-bit steps as its tools work:
 * colour constancy, equalisation, framing, normalisation. Thread-safe.
 *
 * @param constancy takes out the colour of the light
 * @param equalisation evens out the lightness
 * @param framing brings it to size
 * @param kernel for resizing
 * @param normalisation to the network's numbers
 */
public record Recipe(
    Optional<ShadesOfGrey> constancy,
    Optional<LightnessEqualisation> equalisation,
    Framing framing,
    Kernel kernel,
    Normalisation normalisation) {

  /** Framing and normalisation alone. */
  public Recipe(Framing framing, Kernel kernel) {
    this(Optional.empty(), Optional.empty(), framing, kernel, Normalisation.IMAGENET);
  }

  /**
   * The network's input.
   *
   * @param picture grey or RGB, 8 or 16 bits
   * @return three channels
   */
  public Planes apply(Bitmap picture) {
    return normalisation.apply(framed(picture));
  }

  /** The picture as a person would see what the network sees: before normalisation. */
  public Bitmap8 framed(Bitmap picture) {
    Bitmap8 rgb = Bitmap8.of(picture).rgb();
    Bitmap8 balanced = constancy.map(step -> step.apply(rgb)).orElse(rgb);
    Bitmap8 even = equalisation.map(step -> step.apply(balanced)).orElse(balanced);
    return framing.apply(even, kernel);
  }

  /**
   * The network's input for several looks at the same picture. They are taken before normalisation,
   * so that what a smaller look shows around the picture is black.
   */
  public List<Planes> looks(Bitmap picture, List<TestTimeTransform> transforms) {
    Planes framed = Normalisation.UNIT.apply(framed(picture));
    return transforms.stream()
        .map(transform -> normalisation.apply(transform.apply(framed)))
        .toList();
  }

  /**
   * What DualRefNet's decoder is to draw: the framed picture enlarged, on 0 to 1.
   *
   * @param scale 2 in the paper
   * @param enlarge bicubic in the paper, bilinear in its variant
   */
  public Planes enlarged(Bitmap picture, int scale, Kernel enlarge) {
    Bitmap8 framed = framed(picture);
    ResizeEightBit resize =
        new ResizeEightBit(enlarge, framed.width() * scale, framed.height() * scale);
    return Normalisation.UNIT.apply(resize.apply(framed));
  }
}
