package org.vigil.models.preprocess;

import java.util.List;

/**
 * What a network wants to see; stands in the bundle's manifest.
 *
 * @param version names the exact arithmetic, "p1" for {@link InputPipeline}
 * @param channels 1 or 3
 * @param height pixels
 * @param width pixels
 * @param kernel how pictures are resized
 * @param fit what happens to pictures of another shape
 * @param mean of each channel, on the scale 0 to 1
 * @param std of each channel, on the scale 0 to 1
 */
public record InputSpec(
    String version,
    int channels,
    int height,
    int width,
    Kernel kernel,
    Fit fit,
    List<Double> mean,
    List<Double> std) {

  /** The only version there is so far. */
  public static final String P1 = "p1";

  public InputSpec {
    if (!P1.equals(version)) {
      throw new IllegalArgumentException("unknown preprocessing version '" + version + "'");
    }
    if (mean.size() != channels || std.size() != channels || std.stream().anyMatch(s -> s <= 0)) {
      throw new IllegalArgumentException("needs a mean and a positive std for each channel");
    }
    mean = List.copyOf(mean);
    std = List.copyOf(std);
  }

  /** Floats of one prepared picture. */
  public int length() {
    return channels * height * width;
  }

  /** What happens to a picture whose sides are not in the network's proportion. */
  public enum Fit {
    /** The middle is cut out in the right proportion. */
    CENTRE_CROP,
    /** Nothing is lost, but the picture is stretched. */
    STRETCH
  }
}
