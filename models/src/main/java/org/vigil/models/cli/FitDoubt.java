package org.vigil.models.cli;

import ai.djl.Device;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.doubt.Doubt;
import org.vigil.models.doubt.DoubtFit;
import org.vigil.models.doubt.DoubtFit.Seen;
import org.vigil.models.doubt.DoubtReport;
import org.vigil.models.doubt.PictureFacts;
import org.vigil.models.scoring.Scorer;
import org.vigil.schemas.id.Sha256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Teaches a bundle to doubt: fits what is needed on pictures of the right kind, measures on
 * held-out ones and on pictures of the wrong kind, and writes the bundle anew under another version
 * with the numbers in its manifest and card.
 */
@Command(name = "fit-doubt", description = "Teaches a bundle to abstain; writes a new version.")
final class FitDoubt implements Callable<Integer> {
  private static final int SHARES = 5; // three to fit on, one for the limits, one to measure

  @Parameters(index = "0", description = "folder of the bundle")
  private Path folder;

  @Option(names = "--right", required = true, description = "[NAME=]folder, zip or list")
  private List<String> right;

  @Option(names = "--wrong", description = "the same, of the wrong kind: measured, not fitted")
  private List<String> wrong = List.of();

  @Option(names = "--false-abstention", defaultValue = "0.05")
  private double falseAbstention;

  @Option(names = "--shortest-side", description = "pixels; by default the network's input")
  private int shortestSide;

  @Option(names = "--version", required = true, description = "of the new bundle")
  private String version;

  @Option(names = "--out", required = true, description = "folder of the new bundle")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out)) {
      throw new IllegalArgumentException(out + " exists; a version is never written twice");
    }
    Bundle bundle = Bundle.read(BundleFiles.in(folder));
    try (Scorer scorer = Scorer.load(bundle, Device.cpu())) {
      Map<Integer, List<Seen>> byShare = byShare(scorer);
      List<Seen> fitted = new ArrayList<>(byShare.get(0));
      fitted.addAll(byShare.get(1));
      fitted.addAll(byShare.get(2));
      Doubt doubt = DoubtFit.fit(fitted, byShare.get(3), falseAbstention, side(bundle));
      DoubtReport report = new DoubtReport(doubt, fitted.size(), byShare.get(3).size());
      report.right(byShare.get(4));
      for (String set : wrong) {
        PictureSet pictures = PictureSet.parse(set);
        report.wrong(pictures.name(), seen(scorer, pictures));
      }
      write(bundle, doubt, report);
      System.out.println(report.text());
    }
    return 0;
  }

  private int side(Bundle bundle) {
    var input = bundle.manifest().preprocessing();
    return shortestSide > 0 ? shortestSide : Math.max(input.width(), input.height());
  }

  /** Pictures of the right kind by shares; all of one patient or lesion in the same. */
  private Map<Integer, List<Seen>> byShare(Scorer scorer) throws IOException {
    Map<Integer, List<Seen>> shares = new LinkedHashMap<>();
    for (int share = 0; share < SHARES; share++) {
      shares.put(share, new ArrayList<>());
    }
    for (String set : right) {
      PictureSet.parse(set)
          .forEach((group, picture) -> shares.get(share(group)).add(seen(scorer, picture)));
    }
    return shares;
  }

  private static int share(String group) {
    return (int) (Long.parseLong(Sha256.of(group).hex().substring(0, 8), 16) % SHARES);
  }

  private static List<Seen> seen(Scorer scorer, PictureSet pictures) throws IOException {
    List<Seen> seen = new ArrayList<>();
    pictures.forEach((group, picture) -> seen.add(seen(scorer, picture)));
    return seen;
  }

  private static Seen seen(Scorer scorer, BufferedImage picture) {
    float[] input = scorer.prepare(picture.getRaster());
    return new Seen(
        PictureFacts.of(picture.getRaster()), scorer.mapMeans(List.of(input)).getFirst());
  }

  private void write(Bundle bundle, Doubt doubt, DoubtReport report) throws IOException {
    BundleManifest manifest = bundle.manifest().doubting(version, doubt.limits(), report.metrics());
    String card =
        bundle
                .card()
                .replaceFirst(
                    "(?m)^# .*$",
                    "# %s %s".formatted(manifest.slot(), version).toLowerCase(Locale.ROOT))
                .stripTrailing()
            + "\n\n"
            + report.card(bundle.ref().getVersion());
    Bundle.write(out, manifest, bundle.weights(), doubt.tensors(), card);
  }
}
