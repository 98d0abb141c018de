package org.vigil.worklist.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.RunPhase;
import org.vigil.schemas.event.RunProgress;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.fixture.Sender;
import org.vigil.worklist.fixture.StudyEvents;

/** Training runs of a made-up week: one at work, one over with its report, one that failed. */
final class SampleRuns {
  static final String AT_WORK = "rmw000003-0003";
  static final String OVER = "rmw000002-0002";
  static final String FAILED = "rmw000001-0001";

  private final Sender sender;
  private final ObjectStore store;
  private final Instant now = Instant.now();

  SampleRuns(Sender sender, ObjectStore store) {
    this.sender = sender;
    this.store = store;
  }

  void fill() {
    tell(FAILED, RunPhase.FAILED, 0, 7_200, "the disk is too full");
    for (int epoch = 0; epoch <= 12; epoch++) {
      tell(OVER, RunPhase.TRAINING, epoch, 3_600 - epoch, null);
    }
    store.put(
        ObjectKeys.runReport(OVER), report().getBytes(StandardCharsets.UTF_8), "application/json");
    tell(OVER, RunPhase.SUCCEEDED, 0, 3_500, "bundle " + OVER + ", gate passed");
    for (int epoch = 0; epoch <= 3; epoch++) {
      tell(AT_WORK, RunPhase.TRAINING, epoch, 60 - epoch, null);
    }
  }

  /** One more word of the run at work. */
  void another(int epoch) {
    tell(AT_WORK, RunPhase.TRAINING, epoch, 0, null);
  }

  private void tell(String run, RunPhase phase, int epoch, long secondsAgo, String detail) {
    RunProgress event =
        RunProgress.newBuilder()
            .setRunId(run)
            .setSlot("chest-xray")
            .setPhase(phase)
            .setEpoch(epoch)
            .setEpochs(12)
            .setStep(epoch * 40L)
            .setSteps(phase == RunPhase.TRAINING ? 480 : 0)
            .setLoss(epoch == 0 ? null : 0.7 / epoch)
            .setValidation(epoch == 0 ? null : 1 - 0.3 / epoch)
            .setRate(0.002)
            .setDetail(detail)
            .setAt(now.minusSeconds(secondsAgo))
            .build();
    sender.send(Topics.TRAINING_PROGRESS, run, event);
  }

  private static String report() {
    return """
    {"format":1,"run":"%s","slot":"chest-xray","version":"%s","cases":60,"curve":[],
     "findings":[{"finding":"Pneumonia","positives":20,"negatives":40,
       "auc":{"value":0.94,"low":0.88,"high":0.99},
       "referenceAuc":{"value":0.9,"low":0.82,"high":0.97},"threshold":0.41,
       "confusion":{"truePositives":18,"falsePositives":6,"falseNegatives":2,"trueNegatives":34},
       "sensitivity":0.9,"specificity":0.85,
       "positivePredictiveValue":0.75,"negativePredictiveValue":0.944,
       "roc":[{"falsePositives":0,"sensitivity":0},{"falsePositives":0.1,"sensitivity":0.85},
              {"falsePositives":1,"sensitivity":1}],
       "referenceRoc":[{"falsePositives":0,"sensitivity":0},
              {"falsePositives":0.2,"sensitivity":0.8},{"falsePositives":1,"sensitivity":1}],
       "calibrationError":0.051,
       "calibration":[{"count":36,"score":0.08,"present":0.05},
                      {"count":24,"score":0.83,"present":0.76}],
       "errors":[{"study":"%s","present":true,"score":0.07}]}],
     "classes":[],"gate":"passed",
     "checks":[{"outcome":"passed","words":"Pneumonia (test): difference of AUC 0.040; bound -0.020"}]}
    """
        .formatted(OVER, OVER, StudyEvents.id(SampleWard.URGENT));
  }
}
