package org.vigil.training.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The configuration of training runs (docs/training.md). */
@ConfigMapping(prefix = "vigil.training.runs")
public interface RunSettings {

  /** Where runs are kept; must survive restarts. */
  @WithDefault("${java.io.tmpdir}/vigil-training-runs")
  Path folder();

  /** Folder of the archives that a run may name; without one, runs learn from the pool only. */
  Optional<Path> archives();

  /** Most runs that wait; whoever asks for more is refused. */
  @WithDefault("8")
  int maxQueued();

  /** {@code auto}, {@code cpu} or {@code cuda}. */
  @WithDefault("auto")
  String device();

  /** Compute threads of the trainer; results are the same bits for the same number only. */
  @WithDefault("1")
  int threads();

  /** The trainer's heap in MiB. */
  @WithDefault("1024")
  int heap();

  /** Most memory, in MiB, that the trainer may have resident; it is ended beyond it. */
  @WithDefault("6144")
  int memory();

  /** Longest time that a trainer may work on a run, from its last start. */
  @WithDefault("PT6H")
  Duration timeLimit();

  /** Least room, in MiB, that a run leaves on the disk; it is ended below it. */
  @WithDefault("1024")
  int minimumFreeDisk();

  /** How often a trainer that ended unasked is started again. */
  @WithDefault("3")
  int restarts();

  /** Steps between checkpoints; one is written after every epoch as well. */
  @WithDefault("200")
  int checkpointSteps();

  /** Most of the pictures that may be missing or unreadable, 0 to 1. */
  @WithDefault("0.02")
  double unreadableShare();

  /** Further JVM flags of the trainer. */
  Optional<List<String>> flags();

  /** Runs that start by themselves. */
  Triggers triggers();

  /** When a run starts by itself; never, by default. */
  interface Triggers {

    /** Cases of a slot with a new verdict since its last run, at which one starts; 0 for never. */
    @WithDefault("0")
    int verdicts();

    /** Time since a slot's last run after which one starts, if there is any new verdict. */
    Optional<Duration> interval();

    /** How often these are looked at. */
    @WithDefault("PT1M")
    Duration look();
  }
}
