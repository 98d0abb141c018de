package org.vigil.inference.stack;

import ai.djl.Device;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.scoring.Scorer;
import org.vigil.schemas.event.BundleRef;

/** What bundles say of pictures when they are asked without the service. */
public final class BundleWord implements AutoCloseable {
  private final Map<String, Scorer> scorers = new HashMap<>();

  private BundleWord() {}

  public static BundleWord of(List<Path> folders) {
    BundleWord word = new BundleWord();
    for (Path folder : folders) {
      Bundle bundle = Bundle.read(BundleFiles.in(folder));
      word.scorers.put(bundle.digest().hex(), Scorer.load(bundle, Device.cpu()));
    }
    return word;
  }

  /** The probability of the bundle's first finding. */
  public double on(BundleRef bundle, byte[] png) {
    Scorer scorer = scorers.get(bundle.getDigest());
    float[] input = scorer.prepare(samples(png));
    return scorer.score(List.of(input)).get(0).probabilities().get(0);
  }

  private static Raster samples(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png)).getRaster();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    scorers.values().forEach(Scorer::close);
  }
}
