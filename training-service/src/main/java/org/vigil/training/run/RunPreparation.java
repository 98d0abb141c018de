package org.vigil.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.BundleRegistered;
import org.vigil.schemas.id.Sha256;
import org.vigil.training.dataset.DataSet;
import org.vigil.training.dataset.DataSetFiles;
import org.vigil.training.dataset.FeedbackDataSets;
import org.vigil.training.document.Documents;
import org.vigil.training.feedback.LabelledCase;
import org.vigil.training.feedback.LabelledPool;
import org.vigil.training.feedback.PoolQuery;
import org.vigil.training.registry.BundleArchive;
import org.vigil.training.registry.RegistryState;
import org.vigil.training.trainer.Job;
import org.vigil.training.trainer.JobFolder;

/**
 * Fills a job's folder: bundles, data set, pictures, and {@code job.json} last. What is there from
 * an earlier attempt stays, so that a run that goes on has the data that it began with; but a study
 * that was erased meanwhile ends it.
 */
public final class RunPreparation {
  private final RegistryState registry;
  private final BundleArchive bundles;
  private final LabelledPool pool;
  private final FeedbackDataSets dataSets;
  private final DataSetFiles files;
  private final RunSettings settings;

  public RunPreparation(
      RegistryState registry,
      BundleArchive bundles,
      LabelledPool pool,
      FeedbackDataSets dataSets,
      DataSetFiles files,
      RunSettings settings) {
    this.registry = registry;
    this.bundles = bundles;
    this.pool = pool;
    this.dataSets = dataSets;
    this.files = files;
    this.settings = settings;
  }

  /**
   * @return the studies whose pictures are in the folder
   * @throws RunFailedException if the run cannot be done
   */
  Set<String> prepare(Run run, JobFolder folder) {
    new Budget(settings)
        .shortOfDisk(folder.root())
        .ifPresent(
            reason -> {
              throw new RunFailedException(reason);
            });
    if (!Files.exists(folder.job())) {
      begin(run, folder);
    }
    if (!Files.exists(folder.dataSet())) {
      return Set.of();
    }
    DataSet data = Documents.read(folder.dataSet(), DataSet.class);
    Set<String> studies =
        data.items().stream().map(DataSet.Item::study).collect(Collectors.toSet());
    if (studies.stream().anyMatch(pool::isErased)) {
      throw new RunFailedException("a study of its data set was erased; ask for the run again");
    }
    files.fetch(data, folder.pictures());
    return studies;
  }

  private void begin(Run run, JobFolder folder) {
    RunRequest request = run.request();
    RunArchive.delete(folder.parent());
    RunArchive.delete(folder.reference());
    Optional<BundleRef> active = registry.slot(request.slot()).active();
    BundleRef parent = parent(request, active);
    copy(parent, folder.parent());
    if (active.isPresent()) {
      copy(active.get(), folder.reference());
    }
    BundleManifest manifest = Bundle.read(BundleFiles.in(folder.parent())).manifest();
    Documents.write(folder.job(), job(run, folder, manifest));
  }

  private BundleRef parent(RunRequest request, Optional<BundleRef> active) {
    Optional<BundleRef> parent =
        request.bundle().isPresent()
            ? registry
                .bundle(request.slot(), request.bundle().get())
                .map(BundleRegistered::getBundle)
            : active;
    if (request.task() == Job.Task.EVALUATE && parent.equals(active)) {
      throw new RunFailedException("it is the active bundle; there is nothing to compare it with");
    }
    return parent.orElseThrow(
        () ->
            new RunFailedException(
                "slot %s has no such bundle to begin with".formatted(request.slot())));
  }

  private void copy(BundleRef ref, Path folder) {
    try {
      bundles.copy(ref, folder);
    } catch (BundleException e) {
      throw new RunFailedException(ref.getSlot() + "/" + ref.getVersion() + ": " + e.getMessage());
    }
  }

  private Job job(Run run, JobFolder folder, BundleManifest manifest) {
    RunRequest request = run.request();
    Optional<Path> archive = request.data().archive().map(this::archive);
    String name = request.data().archive().orElse("feedback");
    String digest = archive.isPresent() ? digest(archive.get()) : draw(request, folder, manifest);
    boolean train = request.task() == Job.Task.TRAIN;
    return new Job(
        request.task(),
        train ? run.id().value() : manifest.version(),
        archive.map(file -> file.toAbsolutePath().toString()),
        name,
        digest,
        request.recipe(),
        settings.device(),
        settings.checkpointSteps(),
        settings.unreadableShare(),
        "POST /api/runs " + Documents.line(request),
        LocalDate.ofInstant(run.askedAt(), ZoneOffset.UTC),
        Optional.empty());
  }

  private String draw(RunRequest request, JobFolder folder, BundleManifest manifest) {
    PoolQuery query =
        new PoolQuery(
            Optional.empty(),
            request.data().sites(),
            request.data().from(),
            request.data().until());
    List<LabelledCase> cases = pool.find(PoolQuery.ALL);
    DataSet data = dataSets.draw(manifest, cases, query);
    if (data.items().isEmpty()) {
      throw new RunFailedException(
          "none of the pool's %d labelled studies can be used: %s"
              .formatted(cases.size(), data.leftOut()));
    }
    Sha256 digest = files.keep(data);
    Documents.write(folder.dataSet(), data);
    return digest.hex();
  }

  /** An archive by its name; names that lead out of the folder are refused. */
  private Path archive(String name) {
    Path folder =
        settings
            .archives()
            .orElseThrow(() -> new RunFailedException("no folder of archives is configured here"))
            .toAbsolutePath()
            .normalize();
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      throw new RunFailedException("there is no archive '" + name + "'");
    }
    return file;
  }

  private static String digest(Path file) {
    try {
      return Sha256.of(Files.readAllBytes(file)).hex();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
