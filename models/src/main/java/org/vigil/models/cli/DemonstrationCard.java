package org.vigil.models.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.dataset.MedMnist;
import org.vigil.models.metric.Interval;

/**
 * Writes the model card of a demonstration bundle.
 *
 * @param demo what was trained
 * @param splits on what
 * @param command the exact command
 * @param external size of the external test, where there is one
 */
record DemonstrationCard(
    Demonstration demo, MedMnist splits, String command, Optional<String> external) {

  String write(BundleManifest manifest, DemonstrationReport report) {
    StringBuilder card = new StringBuilder();
    card.append("**")
        .append(TrainDemonstration.NOTICE)
        .append("** Training data: ")
        .append(demo.licence);
    card.append(demo.licence.contains("NC") ? ", non-commercial use only.\n\n" : ".\n\n");
    card.append("# ").append(manifest.slot()).append(' ').append(manifest.version()).append("\n\n");
    card.append(manifest.network().name())
        .append(" of width ")
        .append(manifest.network().options().width());
    card.append(" at ").append(demo.input.width()).append(" x ").append(demo.input.height());
    card.append(" px, trained from scratch. At this size it cannot see what a reader sees.\n\n");
    card.append("- Data: ").append(demo.data).append(".\n");
    card.append("- Pictures: ").append(splits.train().size()).append(" training, ");
    card.append(splits.validation().size()).append(" validation, ");
    card.append(splits.test().size()).append(" test.\n");
    card.append("- Command: `").append(command).append("`\n");
    manifest
        .provenance()
        .code()
        .ifPresent(
            code ->
                card.append("- Trained with the code of commit ")
                    .append(code)
                    .append(", by the same class and options. Later code rounds a little")
                    .append(" differently and gives slightly other weights.\n"));
    card.append("- Measured on ").append(LocalDate.now(ZoneOffset.UTC)).append(", ");
    card.append(Runtime.getRuntime().availableProcessors()).append(" CPU cores, Java ");
    card.append(Runtime.version().feature()).append(".\n");
    card.append(
        "- Weights of the epoch with the best validation AUC; nothing was chosen by the test split.\n\n");
    table(card, "test split", report.test());
    card.append("\nPublished for comparison: ").append(demo.published).append(".\n\n");
    external.ifPresent(size -> external(card, size, report.external()));
    thresholds(card, manifest);
    return card.toString();
  }

  private static void external(StringBuilder card, String size, Map<String, Interval> figures) {
    card.append("External test: PH2 (Mendonca et al. 2013, doi 10.1109/EMBC.2013.6610779), ");
    card.append("dermoscopic pictures of another hospital (").append(size);
    card.append("), melanoma against nevi, with the thresholds below.\n\n");
    table(card, "PH2", figures);
    card.append('\n');
  }

  private static void table(StringBuilder card, String of, Map<String, Interval> figures) {
    card.append("| ").append(of).append(" | value (95% bootstrap interval) |\n|---|---|\n");
    figures.forEach(
        (name, interval) ->
            card.append("| ").append(name).append(" | ").append(interval).append(" |\n"));
  }

  private void thresholds(StringBuilder card, BundleManifest manifest) {
    card.append("Probabilities are calibrated by temperature ");
    card.append(String.format(Locale.ROOT, "%.3f", manifest.calibration().temperature()));
    card.append(" (validation). Thresholds are the highest that reach a sensitivity of ");
    card.append(DemonstrationReport.SENSITIVITY).append(" on the validation split; ");
    card.append("other prevalences need other thresholds:\n\n| finding | threshold |\n|---|---|\n");
    new TreeMap<>(manifest.thresholds().points().get(0).values())
        .forEach(
            (finding, value) ->
                card.append(String.format(Locale.ROOT, "| %s | %.4f |%n", finding, value)));
  }
}
