package org.vigil.ingest.quality;

/** One property of a photograph that decides whether it can be assessed (docs/phone.md). */
public enum Measure {
  /** Blur effect of {@link BlurEffect}, 0 (sharp) to 1. */
  BLUR("", "Hold the phone still and let it focus: the picture is blurred."),
  /** Lightness L* (0 to 100) that a twentieth of the picture exceeds. */
  EXPOSURE("The picture is too dark: go where it is brighter or switch a light on.", ""),
  /** Share of pixels with two or more channels at their end. */
  OVEREXPOSURE("", "The picture is too bright: move out of the sun or away from the lamp."),
  /** Share of pixels in reflections. */
  GLARE("", "A reflection hides part of the skin: tilt the phone or switch the flash off."),
  /** Distance (in a*, b*) of the picture's usual colour from the colours that skin has. */
  COLOUR_CAST("", "The light colours the picture: use daylight or a white lamp."),
  /** Pixels of the shorter side, as received. */
  RESOLUTION("The picture has too few pixels: send the original, not a preview.", ""),
  /** Share of the picture that has the colour of skin. */
  SKIN("Little skin can be seen: fill the picture with the spot and the skin around it.", ""),
  /** Share of the picture that stands out from the skin as one region; 0 where none does. */
  LESION(
      "No spot stands out, or a very small one: put it in the middle and come closer, with skin all"
          + " around it.",
      "The spot fills the picture: move back until skin shows all around it.");

  private final String whenLow;
  private final String whenHigh;

  Measure(String whenLow, String whenHigh) {
    this.whenLow = whenLow;
    this.whenHigh = whenHigh;
  }

  /** What the photographer can do about a value below what is wanted. */
  String whenLow() {
    return whenLow;
  }

  /** What the photographer can do about a value above what is wanted. */
  String whenHigh() {
    return whenHigh;
  }
}
