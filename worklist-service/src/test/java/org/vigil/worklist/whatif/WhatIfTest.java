package org.vigil.worklist.whatif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.FindingVerdict;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;
import org.vigil.schemas.id.Sha256;
import org.vigil.worklist.fixture.StudyEvents;
import org.vigil.worklist.policy.PolicyReader;
import org.vigil.worklist.policy.TriagePolicy;

/** Made-up mornings: a study every six minutes, a reader who takes one every seven. */
class WhatIfTest {
  private static final TriagePolicy POLICY = PolicyReader.read(Optional.empty());
  private static final BundleRef CANDIDATE =
      new BundleRef("chest-xray", "2.0.0", Sha256.of("candidate").hex());
  private static final Instant NOON = StudyEvents.NOON;
  private static final Duration EVERY = Duration.ofMinutes(6);
  private static final Duration READING = Duration.ofMinutes(7);

  /** A study with or without pneumonia. */
  private record Patient(int number, boolean ill) {
    String name() {
      return "patient " + number;
    }

    Instant receivedAt() {
      return NOON.plus(EVERY.multipliedBy(number));
    }
  }

  private static List<Patient> patients(int count, long seed) {
    Random random = new Random(seed);
    return random
        .ints(count, 0, 10)
        .mapToObj(tenth -> tenth == 0)
        .collect(
            java.util.ArrayList::new,
            (list, ill) -> list.add(new Patient(list.size(), ill)),
            java.util.ArrayList::addAll);
  }

  /** Readers read in the order of arrival, and say what is true. */
  private static WhatIfReport replay(
      List<Patient> patients,
      ToDoubleFunction<Patient> shown,
      ToDoubleFunction<Patient> candidate) {
    Traffic traffic = new Traffic("chest-xray", "2.0.0", 10_000);
    for (Patient patient : patients) {
      traffic.scored(
          scored(
              patient,
              shown.applyAsDouble(patient),
              Optional.of(candidate.applyAsDouble(patient))));
      traffic.verdict(
          verdict(patient, NOON.plus(READING.multipliedBy(patient.number())).plusSeconds(600)));
    }
    return WhatIf.compare(POLICY, traffic, end(patients)).orElseThrow();
  }

  private static Instant end(List<Patient> patients) {
    return NOON.plus(READING.multipliedBy(patients.size())).plusSeconds(3600);
  }

  private static StudyScored scored(Patient patient, double shown, Optional<Double> candidate) {
    StudyScored event = StudyEvents.scored(patient.name(), patient.receivedAt(), shown);
    candidate.ifPresent(
        score -> {
          Scored shadow =
              (Scored) StudyEvents.scored(patient.name(), patient.receivedAt(), score).getOutcome();
          shadow.put("bundle", CANDIDATE);
          event.put("shadow", shadow);
        });
    return event;
  }

  private static VerdictGiven verdict(Patient patient, Instant at) {
    VerdictGiven event = StudyEvents.verdict(patient.name(), "Dr A", 1, at);
    event.put("findings", List.of(new FindingVerdict("Pneumonia", patient.ill())));
    return event;
  }

  private static double knows(Patient patient) {
    return patient.ill() ? 0.95 : 0.05;
  }

  private static double guesses(Patient patient) {
    return new Random(patient.number() * 31L).nextDouble();
  }

  @Test
  void theSameScoresChangeNothing() {
    WhatIfReport report = replay(patients(300, 1), WhatIfTest::knows, WhatIfTest::knows);
    assertEquals(report.shown(), report.candidate());
    assertEquals(0, report.maximumChange());
    assertTrue(report.findings().stream().allMatch(f -> f.sooner() == 0 && f.later() == 0));
    assertEquals(300, report.studies());
    assertEquals(300, report.read());
    assertEquals(0, report.silent());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aCandidateThatKnowsBringsTheIllForwardAtTheOthersExpense(long seed) {
    WhatIfReport report = replay(patients(400, seed), WhatIfTest::guesses, WhatIfTest::knows);
    FindingChange ill = of(report, "Pneumonia");
    FindingChange well = of(report, WhatIf.NOTHING);
    assertTrue(ill.meanGain() > 60, () -> "seed " + seed + ": " + ill);
    assertTrue(well.meanGain() < 0, () -> "seed " + seed + ": " + well);
    assertEquals(400, ill.studies() + well.studies());
    // Who is read at the same moments waits as long in all.
    assertEquals(report.shown().mean(), report.candidate().mean(), 1e-6, () -> "seed " + seed);
  }

  @Test
  void aCandidateThatConfusesIllAndWellIsSeenToHarm() {
    WhatIfReport report =
        replay(patients(400, 7), WhatIfTest::knows, patient -> 1 - knows(patient));
    FindingChange ill = of(report, "Pneumonia");
    assertTrue(ill.meanGain() < -60, ill::toString);
    assertTrue(ill.mostLost() >= -ill.meanGain());
    assertTrue(report.maximumChange() > 0, report::toString);
  }

  @Test
  void whereTheCandidateSaysNothingStudiesAreUnassessedInItsReplay() {
    Traffic traffic = new Traffic("chest-xray", "2.0.0", 100);
    traffic.scored(scored(new Patient(0, false), 0.1, Optional.of(0.1)));
    traffic.scored(scored(new Patient(1, false), 0.1, Optional.empty()));
    WhatIfReport report = WhatIf.compare(POLICY, traffic, NOON.plusSeconds(3600)).orElseThrow();
    assertEquals(1, report.silent());
    assertEquals(java.util.Map.of("routine", 2), report.shown().urgencies());
    assertEquals(java.util.Map.of("routine", 1, "unassessed", 1), report.candidate().urgencies());
    assertEquals(60, report.shown().maximum(), 1e-9); // Nobody read: they wait until the end.
  }

  @Test
  void whatCameBeforeTheCandidateIsLeftOut() {
    Traffic traffic = new Traffic("chest-xray", "2.0.0", 100);
    traffic.scored(scored(new Patient(0, true), 0.9, Optional.empty()));
    assertEquals(Optional.empty(), WhatIf.compare(POLICY, traffic, NOON));
    traffic.scored(scored(new Patient(1, true), 0.9, Optional.of(0.9)));
    traffic.scored(scored(new Patient(2, true), 0.9, Optional.empty()));
    WhatIfReport report = WhatIf.compare(POLICY, traffic, NOON.plusSeconds(3600)).orElseThrow();
    assertEquals(2, report.studies());
    assertEquals(new Patient(1, true).receivedAt(), report.from());
  }

  @Test
  void moreStudiesThanMayBeHeldAreRefused() {
    Traffic traffic = new Traffic("chest-xray", "2.0.0", 1);
    traffic.scored(scored(new Patient(0, true), 0.9, Optional.of(0.9)));
    StudyScored second = scored(new Patient(1, true), 0.9, Optional.of(0.9));
    assertThrows(TooMuchTrafficException.class, () -> traffic.scored(second));
  }

  private static FindingChange of(WhatIfReport report, String finding) {
    return report.findings().stream()
        .filter(change -> change.finding().equals(finding))
        .findFirst()
        .orElseThrow();
  }
}
