package org.vigil.models.cli;

import ai.djl.Device;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.Part;
import org.vigil.models.evaluation.ScoredItems;
import org.vigil.models.metric.RetrievalReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how well a bundle's embeddings bring cases of the same label together. */
@Command(
    name = "evaluate-retrieval",
    description = {
      "Looks each case of a part up among the others of its part, or among those of --gallery, by",
      "a bundle's embeddings, and prints P@K, R@K, F1@K and mAP (docs/results.md). The bundle need",
      "not know the data set's labels."
    },
    mixinStandardHelpOptions = true)
final class EvaluateRetrieval implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BUNDLE", description = "the bundle's folder")
  private Path folder;

  @Mixin private DatasetOptions data;

  @Option(names = "--part", description = "training, validation or test", defaultValue = "test")
  private String part;

  @Option(names = "--gallery", description = "part to look up in, instead of the cases' own")
  private Optional<String> gallery = Optional.empty();

  @Option(names = "--at", split = ",", paramLabel = "K", defaultValue = "1,2,5,10")
  private List<Integer> neighbours;

  @Override
  public Integer call() {
    Dataset dataset = data.read();
    if (!(dataset.labels() instanceof LabelScheme.OneOf)) {
      throw new DatasetException("cases with several labels are no yes or no for one another");
    }
    Bundle bundle = Bundle.read(BundleFiles.in(folder));
    ScoredItems queries = scored(bundle, dataset, part);
    Optional<ScoredItems> others = gallery.map(name -> scored(bundle, dataset, name));
    int size = others.map(ScoredItems::items).orElse(queries.items()).size();
    RetrievalReport report =
        others
            .map(
                among ->
                    RetrievalReport.of(
                        queries.embeddings(), labels(queries), among.embeddings(), labels(among)))
            .orElseGet(() -> RetrievalReport.leaveOneOut(queries.embeddings(), labels(queries)));
    print(report, size - (others.isPresent() ? 0 : 1));
    out().flush();
    return 0;
  }

  private ScoredItems scored(Bundle bundle, Dataset dataset, String name) {
    Part wanted = Part.of(name).orElseThrow(() -> new DatasetException("no part '" + name + "'"));
    ScoredItems scored =
        ScoredItems.of(bundle, dataset.part(wanted), data.pictures(), Device.cpu());
    scored.unreadable().forEach(why -> out().println("left out: " + why));
    if (scored.items().isEmpty()) {
      throw new DatasetException("no case of part '" + name + "' can be read");
    }
    return scored;
  }

  private static int[] labels(ScoredItems scored) {
    return scored.items().stream().mapToInt(item -> item.labels().getFirst()).toArray();
  }

  private void print(RetrievalReport report, int among) {
    out().printf("%d cases, each looked up among %d%n", report.queries().size(), among);
    for (int k : neighbours) {
      if (k >= 1 && k <= among) {
        say("P@" + k, report.precision(k));
        say("R@" + k, report.hitRate(k));
        say("F1@" + k, report.f1OfHit(k));
      }
    }
    report.meanAveragePrecision().ifPresent(map -> say("mAP", map));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void say(String name, double value) {
    out().printf(Locale.ROOT, "%s %.4f%n", name, value);
  }
}
