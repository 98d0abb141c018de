package org.vigil.models.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RealPredictionsTest {

  @Test
  void thePublishedAucTableIsReproducedToSixDecimals() throws IOException {
    NihPredictions predictions = NihPredictions.read();
    assertEquals(22_433, predictions.scores().length);
    assertEquals(14, predictions.published().size());
    predictions
        .published()
        .forEach(
            (finding, published) ->
                assertEquals(
                    published,
                    Auc.of(predictions.scoresOf(finding), predictions.presentOf(finding))
                        .orElseThrow(),
                    5e-7,
                    finding));
  }

  @Test
  void bootstrapAndDeLongAgreeOnRealScores() throws IOException {
    NihPredictions predictions = NihPredictions.read();
    double[] scores = predictions.scoresOf("Hernia"); // the rarest finding
    boolean[] present = predictions.presentOf("Hernia");
    Interval exact = DeLong.interval(scores, present);
    Interval drawn = new Bootstrap(400, 7).auc(scores, present);
    assertEquals(predictions.published().get("Hernia"), exact.value(), 1e-9);
    double width = exact.high() - exact.low();
    assertTrue(width > 0.01 && width < 0.2, exact.toString());
    assertEquals(exact.low(), drawn.low(), 0.25 * width, exact + " against " + drawn);
    assertEquals(exact.high(), drawn.high(), 0.25 * width, exact + " against " + drawn);
  }
}
