package org.vigil.models.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
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
 * @param sensitivity that the thresholds were chosen for
 */
record DemonstrationCard(Demonstration demo, MedMnist splits, String command, double sensitivity) {

  String write(BundleManifest manifest, Map<String, Interval> test) {
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
    card.append("- Made on ").append(LocalDate.now(ZoneOffset.UTC)).append(", ");
    card.append(Runtime.getRuntime().availableProcessors()).append(" CPU cores, Java ");
    card.append(Runtime.version().feature()).append(".\n");
    card.append(
        "- Weights of the epoch with the best validation AUC; the test split was read once, for this table.\n\n");
    table(card, test);
    card.append("\nPublished for comparison: ").append(demo.published).append(".\n\n");
    thresholds(card, manifest);
    return card.toString();
  }

  private static void table(StringBuilder card, Map<String, Interval> test) {
    card.append("| test split | value (95% bootstrap interval) |\n|---|---|\n");
    test.forEach(
        (name, interval) ->
            card.append("| ").append(name).append(" | ").append(interval).append(" |\n"));
  }

  private void thresholds(StringBuilder card, BundleManifest manifest) {
    card.append("Probabilities are calibrated by temperature ");
    card.append(String.format(Locale.ROOT, "%.3f", manifest.calibration().temperature()));
    card.append(" (validation). Thresholds reach a sensitivity of ").append(sensitivity);
    card.append(" on the validation split:\n\n| finding | threshold |\n|---|---|\n");
    new TreeMap<>(manifest.thresholds().points().get(0).values())
        .forEach(
            (finding, value) ->
                card.append(String.format(Locale.ROOT, "| %s | %.4f |%n", finding, value)));
  }
}
