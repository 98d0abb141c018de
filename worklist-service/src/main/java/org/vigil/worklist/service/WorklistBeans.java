package org.vigil.worklist.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.answer.Answers;
import org.vigil.worklist.config.WorklistSettings;
import org.vigil.worklist.erasure.ErasureDesk;
import org.vigil.worklist.erasure.LegalHolds;
import org.vigil.worklist.explanation.HeatMaps;
import org.vigil.worklist.live.LiveEvents;
import org.vigil.worklist.live.ViewAnnouncer;
import org.vigil.worklist.policy.PolicyReader;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.run.RunBoard;
import org.vigil.worklist.topology.ReadRetention;
import org.vigil.worklist.verdict.VerdictDesk;
import org.vigil.worklist.view.BundleNotes;
import org.vigil.worklist.view.LedgerView;
import org.vigil.worklist.view.WorklistView;
import org.vigil.worklist.whatif.PastEvents;
import org.vigil.worklist.whatif.WhatIf;

/** Makes the parts. */
@ApplicationScoped
class WorklistBeans {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  TriagePolicy policy(WorklistSettings settings) {
    return PolicyReader.read(settings.policy());
  }

  @Produces
  @Singleton
  ReadRetention retention(WorklistSettings settings) {
    WorklistSettings.Retention retention = settings.retention();
    return new ReadRetention(retention.readStudies(), retention.departures(), retention.every());
  }

  @Produces
  @Singleton
  WorklistView view(Clock clock) {
    return new WorklistView(clock);
  }

  @Produces
  @Singleton
  LedgerView ledger() {
    return new LedgerView();
  }

  @Produces
  @Singleton
  BundleNotes notes() {
    return new BundleNotes();
  }

  @Produces
  @Singleton
  RunBoard runs(WorklistSettings settings) {
    return new RunBoard(settings.mostRuns());
  }

  @Produces
  @Singleton
  Answers answers(BundleNotes notes) {
    return new Answers(notes);
  }

  @Produces
  @Singleton
  LiveEvents events(WorklistSettings settings) {
    return new LiveEvents(settings.events().clientBuffer(), settings.events().maxClients());
  }

  @Produces
  @Singleton
  ViewAnnouncer announcer(
      LiveEvents events, WorklistView view, LedgerView ledger, Answers answers, ObjectMapper json) {
    return new ViewAnnouncer(events, view, ledger, answers, json);
  }

  @Produces
  @Singleton
  EventPublisher publisher(KafkaSettings kafka, WorklistSettings settings) {
    return EventPublisher.connect(kafka, settings.verdict().timeLimit());
  }

  void close(@Disposes EventPublisher publisher) {
    publisher.close();
  }

  @Produces
  @Singleton
  VerdictDesk desk(
      WorklistView view,
      BundleNotes notes,
      TriagePolicy policy,
      EventPublisher publisher,
      WorklistSettings settings,
      Clock clock) {
    return new VerdictDesk(
        view,
        notes,
        policy,
        (event, envelope) ->
            publisher.publish(Topics.STUDIES_VERDICTS, event.getStudyId(), event, envelope),
        settings.verdict(),
        clock);
  }

  @Produces
  @Singleton
  HeatMaps heatMaps(ObjectStore store, EventPublisher publisher, ObjectMapper json, Clock clock) {
    return new HeatMaps(
        store,
        (event, envelope) ->
            publisher.publish(Topics.EXPLANATIONS_WANTED, event.getStudyId(), event, envelope),
        json,
        clock);
  }

  @Produces
  @Singleton
  WhatIf whatIf(KafkaSettings kafka, WorklistSettings settings, TriagePolicy policy, Clock clock) {
    PastEvents past = new PastEvents(kafka, settings.whatIf().timeLimit(), clock);
    return new WhatIf(past, policy, settings.whatIf().mostStudies(), clock);
  }

  @Produces
  @Singleton
  LegalHolds holds(ObjectStore store, ObjectMapper json, Clock clock) {
    return new LegalHolds(store, json, clock);
  }

  @Produces
  @Singleton
  ErasureDesk erasures(EventPublisher publisher, LegalHolds holds, Clock clock) {
    return new ErasureDesk(
        (event, envelope) ->
            publisher.publish(Topics.STUDIES_ERASED, event.getStudyId(), event, envelope),
        holds,
        clock);
  }
}
