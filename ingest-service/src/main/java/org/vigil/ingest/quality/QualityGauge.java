package org.vigil.ingest.quality;

import java.util.EnumMap;
import java.util.Map;
import org.vigil.ingest.normalise.Picture;

/** Measures a photograph. What the numbers are worth is for {@link QualityCheck} to say. */
final class QualityGauge {
  private QualityGauge() {}

  static Map<Measure, Double> measure(Picture.Rgb8 picture) {
    WorkingPicture small = WorkingPicture.of(picture);
    Framing framing = Framing.of(small);
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    values.put(Measure.BLUR, BlurEffect.of(small));
    values.put(Measure.EXPOSURE, Light.exposure(small));
    values.put(Measure.OVEREXPOSURE, small.clipped());
    values.put(Measure.GLARE, Light.glare(small));
    values.put(Measure.COLOUR_CAST, Light.colourCast(small));
    values.put(Measure.RESOLUTION, (double) Math.min(picture.width(), picture.height()));
    values.put(Measure.SKIN, framing.skin());
    values.put(Measure.LESION, framing.lesion());
    return values;
  }
}
