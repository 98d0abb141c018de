package org.vigil.training.gate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.vigil.training.feedback.CasePart;

/** The promotion gate's rules (docs/registry.md). */
@ConfigMapping(prefix = "vigil.training.gate")
public interface GateSettings {

  /** Parts of the cases on which a bundle must be no worse: {@code test}, {@code audit}. */
  @WithDefault("test,audit")
  List<CasePart> parts();

  /** How much AUC a finding may lose, where {@link #margins} says nothing else. */
  @WithDefault("0.02")
  double margin();

  /** How much AUC a finding may lose, by its name. */
  Map<String, Double> margins();

  /** Groups within which a bundle must be no worse, such as {@code site} or {@code sex}. */
  @WithDefault("site")
  List<String> strata();

  /** How much AUC a finding may lose within a group. */
  @WithDefault("0.05")
  double stratumMargin();

  /** Fewer cases with a finding leave its comparison undecided. */
  @WithDefault("20")
  int minimumPositives();

  /** Fewer cases without a finding leave its comparison undecided. */
  @WithDefault("20")
  int minimumNegatives();

  /** Least AUC of a finding where the slot has no active bundle to compare with. */
  @WithDefault("0.8")
  double minimumAuc();

  /** Largest expected calibration error of a finding. */
  @WithDefault("0.1")
  double maxCalibrationError();

  /** Largest share of the cases that a bundle with doubts may abstain from. */
  @WithDefault("0.2")
  double maxAbstention();

  /** Longest median time for one picture, by itself, on the trainer's machine. */
  @WithDefault("PT1S")
  Duration maxLatency();

  /** Largest median time as a multiple of the active bundle's. */
  @WithDefault("3")
  double maxLatencyRatio();

  /** Whether a bundle must be the slot's shadow before it becomes canary or active. */
  @WithDefault("true")
  boolean shadowFirst();

  /** Whether whoever asked for the run may not promote its bundle; always so with sign-on on. */
  @WithDefault("false")
  boolean anotherApprover();
}
