package org.vigil.training.seed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.weights.WeightsException;
import org.vigil.schemas.event.BundleRef;
import org.vigil.training.registry.BundleRegistry;
import org.vigil.training.registry.RefusedException;
import org.vigil.training.seed.SeedOutcome.Result;

/**
 * Registers the bundles of a folder laid out as {@code <slot>/<version>/manifest.json, ...}, and
 * makes the last version by name active in a slot where nothing is.
 *
 * <p>Store and broker failures are the caller's to repeat; whatever is wrong with one folder is
 * that folder's outcome.
 */
public final class SeedImport {
  /** Who the registry says decided. */
  public static final String BY = "seed";

  private static final Logger LOG = Logger.getLogger(SeedImport.class);

  private final BundleRegistry registry;

  public SeedImport(BundleRegistry registry) {
    this.registry = registry;
  }

  /** Imports every bundle under a folder; an outcome for each, by slot and version. */
  public List<SeedOutcome> importAll(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of(new SeedOutcome("", Result.REFUSED, "the seed folder is not there"));
    }
    List<SeedOutcome> outcomes = new ArrayList<>();
    for (Path slot : foldersIn(root)) {
      for (Path version : foldersIn(slot).reversed()) {
        SeedOutcome outcome = importOne(version, name(slot), name(version));
        LOG.infof("seed bundle %s: %s %s", outcome.folder(), outcome.result(), outcome.detail());
        outcomes.add(outcome);
      }
    }
    outcomes.sort(Comparator.comparing(SeedOutcome::folder));
    return List.copyOf(outcomes);
  }

  private SeedOutcome importOne(Path folder, String slot, String version) {
    String name = slot + "/" + version;
    try {
      BundleFiles files = readOnce(folder);
      Bundle bundle = Bundle.read(files);
      checkPlace(bundle.ref(), slot, version);
      boolean isNew = registry.register(bundle, files);
      if (registry.activateWhereNone(bundle.ref(), BY, "first bundle of its slot")) {
        return new SeedOutcome(name, Result.ACTIVATED, "");
      }
      return new SeedOutcome(name, isNew ? Result.REGISTERED : Result.ALREADY_THERE, "");
    } catch (BundleException | WeightsException | RefusedException e) {
      return new SeedOutcome(name, Result.REFUSED, e.getMessage());
    } catch (IllegalArgumentException e) {
      return new SeedOutcome(name, Result.REFUSED, e.getMessage());
    } catch (UncheckedIOException e) {
      return new SeedOutcome(name, Result.REFUSED, e.getMessage() + " cannot be read");
    }
  }

  private static void checkPlace(BundleRef found, String slot, String version) {
    if (!found.getSlot().equals(slot) || !found.getVersion().equals(version)) {
      throw new BundleException(
          "the manifest says it is %s/%s".formatted(found.getSlot(), found.getVersion()));
    }
  }

  /** What was verified is what is uploaded, even if the folder changes meanwhile. */
  private static BundleFiles readOnce(Path folder) {
    BundleFiles files = BundleFiles.in(folder);
    Map<String, byte[]> seen = new ConcurrentHashMap<>();
    return name -> seen.computeIfAbsent(name, files::read);
  }

  private static List<Path> foldersIn(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(Files::isDirectory)
          .filter(child -> !name(child).startsWith("."))
          .sorted(Comparator.comparing(SeedImport::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
