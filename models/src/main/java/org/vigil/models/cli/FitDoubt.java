package org.vigil.models.cli;

import ai.djl.Device;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.doubt.Doubt;
import org.vigil.models.doubt.DoubtFit;
import org.vigil.models.doubt.DoubtFit.Seen;
import org.vigil.models.doubt.DoubtReport;
import org.vigil.models.doubt.DoubtTerms;
import org.vigil.models.doubt.PictureFacts;
import org.vigil.models.preprocess.TestTimeTransform;
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
  private static final int FOLDS = 5;
  private static final long SEED = 7; // The same command makes the same bundle.

  @Parameters(index = "0", description = "folder of the bundle")
  private Path folder;

  @Option(names = "--right", required = true, description = "[NAME=]folder, zip or list")
  private List<String> right;

  @Option(
      names = "--most",
      defaultValue = "2147483647",
      description =
          "pictures of each right set, chosen by chance, so that no source outweighs others")
  private int most;

  @Option(names = "--wrong", description = "the same, of the wrong kind: measured, not fitted")
  private List<String> wrong = List.of();

  @Option(
      names = "--false-abstention",
      defaultValue = "0.05",
      description = "share of right pictures that may abstain (${DEFAULT-VALUE})")
  private double falseAbstention;

  @Option(
      names = "--confidence",
      defaultValue = "0.9",
      description = "that no more than that share does (${DEFAULT-VALUE})")
  private double confidence;

  @Option(
      names = "--any-way-up",
      description = "such pictures have no upright: each right one is turned by chance")
  private boolean anyWayUp;

  @Option(names = "--shortest-side", description = "pixels; by default the network's input")
  private int shortestSide;

  @Option(names = "--except-site", description = "sites of drawn pictures, which are not doubted")
  private List<String> exceptSites = List.of();

  @Option(
      names = "--looks",
      split = ",",
      description =
          "abstain where such looks at the picture give other scores: ${COMPLETION-CANDIDATES}")
  private List<TestTimeTransform> looks = List.of();

  @Option(names = "--version", required = true, description = "of the new bundle")
  private String version;

  @Option(names = "--out", required = true, description = "folder of the new bundle")
  private Path out;

  /** A right picture with the name of its set and the fold that its patient or lesion is in. */
  private record Right(String set, int fold, Seen seen) {}

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out)) {
      throw new IllegalArgumentException(out + " exists; a version is never written twice");
    }
    Bundle bundle = Bundle.read(BundleFiles.in(folder));
    DoubtTerms terms =
        new DoubtTerms(falseAbstention, confidence, side(bundle), exceptSites, looks);
    DoubtReport report = new DoubtReport();
    try (Scorer scorer = Scorer.load(bundle, Device.cpu())) {
      List<Right> pictures = rightPictures(scorer);
      measure(pictures, terms, report);
      Doubt doubt = DoubtFit.fit(folds(pictures, FOLDS), terms);
      for (String set : wrong) {
        PictureSet named = PictureSet.parse(set);
        report.wrong(named.name(), doubt, seen(scorer, named));
      }
      write(bundle, doubt, report, how(pictures.size()), terms);
    }
    System.out.print(report.text());
    return 0;
  }

  private int side(Bundle bundle) {
    var input = bundle.manifest().preprocessing();
    return shortestSide > 0 ? shortestSide : Math.max(input.width(), input.height());
  }

  private List<Right> rightPictures(Scorer scorer) throws IOException {
    List<Right> pictures = new ArrayList<>();
    Random random = new Random(SEED);
    for (String set : right) {
      PictureSet named = PictureSet.parse(set);
      List<Right> ofSet = new ArrayList<>();
      named.forEach(
          (group, picture) ->
              ofSet.add(
                  new Right(named.name(), fold(group), seen(scorer, turned(picture, random)))));
      Collections.shuffle(ofSet, random);
      pictures.addAll(ofSet.subList(0, Math.min(most, ofSet.size())));
    }
    return pictures;
  }

  private BufferedImage turned(BufferedImage picture, Random random) {
    return anyWayUp ? QuarterTurn.of(picture, random.nextInt(4)) : picture;
  }

  /** All pictures of one patient or lesion lie in the same. */
  private static int fold(String group) {
    return (int) (Long.parseLong(Sha256.of(group).hex().substring(0, 8), 16) % FOLDS);
  }

  /** Each fold is judged by a doubt that was fitted, limits and all, on the others alone. */
  private static void measure(List<Right> pictures, DoubtTerms terms, DoubtReport report) {
    for (int held = 0; held < FOLDS; held++) {
      Doubt doubt = DoubtFit.fit(folds(pictures, held), terms);
      for (Right picture : pictures) {
        if (picture.fold() == held) {
          report.right(picture.set(), doubt, List.of(picture.seen()));
        }
      }
    }
  }

  /** The pictures by fold, but for one fold. */
  private static List<List<Seen>> folds(List<Right> pictures, int without) {
    return IntStream.range(0, FOLDS)
        .filter(fold -> fold != without)
        .mapToObj(fold -> pictures.stream().filter(p -> p.fold() == fold).map(Right::seen).toList())
        .toList();
  }

  private List<Seen> seen(Scorer scorer, PictureSet pictures) throws IOException {
    List<Seen> seen = new ArrayList<>();
    pictures.forEach((group, picture) -> seen.add(seen(scorer, picture)));
    return seen;
  }

  private Seen seen(Scorer scorer, BufferedImage picture) {
    float[] input = scorer.prepare(picture.getRaster());
    return new Seen(
        PictureFacts.of(picture.getRaster()),
        scorer.mapMeans(List.of(input)).getFirst(),
        scorer.spread(input, looks));
  }

  private static String how(int pictures) {
    return """
        What makes it abstain was fitted on %d pictures of the right kind. Each of them was judged by a fit \
        that had seen no picture of its patient or lesion (five folds), pictures of the wrong kind by the fit \
        that is in the bundle, which saw none of them."""
        .formatted(pictures);
  }

  private void write(Bundle bundle, Doubt doubt, DoubtReport report, String how, DoubtTerms terms)
      throws IOException {
    BundleManifest manifest = bundle.manifest().doubting(version, doubt.limits(), report.metrics());
    String card =
        bundle
                .card()
                .replaceFirst(
                    "(?m)^# .*$",
                    "# %s %s".formatted(manifest.slot(), version).toLowerCase(Locale.ROOT))
                .stripTrailing()
            + "\n\n"
            + report.card(bundle.ref().getVersion(), how, terms);
    Bundle.write(out, manifest, bundle.weights(), doubt.tensors(), card);
  }
}
