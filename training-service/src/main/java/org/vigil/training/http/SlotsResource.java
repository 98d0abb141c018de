package org.vigil.training.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.vigil.platform.access.Callers;
import org.vigil.platform.audit.Act;
import org.vigil.platform.audit.AuditDesk;
import org.vigil.platform.audit.AuditEntry;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.word.Words;
import org.vigil.training.gate.PromotionGate;
import org.vigil.training.registry.BundleRegistry;
import org.vigil.training.registry.Change;
import org.vigil.training.registry.RefusedException;
import org.vigil.training.registry.RefusedException.Remedy;
import org.vigil.training.registry.SlotState;
import org.vigil.training.registry.Standing;
import org.vigil.training.topic.RegistryFollower;

/** Decisions on what a slot uses; each answers with the state that follows. */
@Path("/api/slots/{slot}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SlotsResource {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_REASON = 1_000;

  private final BundleRegistry registry;
  private final RegistryFollower follower;
  private final PromotionGate gate;
  private final MeterRegistry metrics;
  private final AuditDesk audit;
  private final Callers callers;

  SlotsResource(
      BundleRegistry registry,
      RegistryFollower follower,
      PromotionGate gate,
      MeterRegistry metrics,
      AuditDesk audit,
      Callers callers) {
    this.callers = callers;
    this.registry = registry;
    this.follower = follower;
    this.gate = gate;
    this.metrics = metrics;
    this.audit = audit;
  }

  @POST
  @Path("promote")
  public SlotView promote(String slot, PromoteRequest request) {
    PromoteRequest wish = present(request);
    String version = text(wish.version(), "version", LONGEST_NAME);
    Standing place = place(wish.as());
    Change asked = change(wish.by(), wish.reason(), wish.expectedActive());
    AuditEntry entry =
        entry(Act.BUNDLE_PROMOTED, slot, asked)
            .about("bundle", slot + "/" + version)
            .saying("as " + Words.of(place));
    return audit.recording(entry, () -> promote(slot, version, place, wish, asked));
  }

  private SlotView promote(
      String slot, String version, Standing place, PromoteRequest wish, Change asked) {
    Change change = approved(slot, version, place, asked);
    if (place != Standing.CANARY && wish.share().isPresent()) {
      throw wrong("only a canary has a share");
    }
    SlotState next =
        switch (place) {
          case ACTIVE -> registry.activate(slot, version, change);
          case SHADOW -> registry.shadow(slot, version, change);
          case CANARY ->
              registry.canary(
                  slot,
                  version,
                  wish.share().orElseThrow(() -> wrong("a canary needs a share")),
                  change);
          case REGISTERED -> throw wrong("as is active, shadow or canary");
        };
    return answer(next, Words.of(place));
  }

  /** The change with the decision that allows it in its reason. */
  private Change approved(String slot, String version, Standing place, Change change) {
    return gate.pass(slot, version, place, change.by())
        .map(
            decision ->
                new Change(
                    change.by(),
                    change.reason() + " (gate decision " + decision.id() + ")",
                    change.expectedActive().or(() -> active(decision.slot()))))
        .orElse(change);
  }

  /** What the decision was taken against must still be active when the change is made. */
  private Optional<String> active(String slot) {
    return registry.slot(slot).active().map(BundleRef::getVersion);
  }

  @POST
  @Path("rollback")
  public SlotView rollBack(String slot, RollbackRequest request) {
    RollbackRequest wish = present(request);
    Change change = change(wish.by(), wish.reason(), wish.expectedActive());
    return audit.recording(
        entry(Act.SLOT_ROLLED_BACK, slot, change),
        () -> answer(registry.rollBack(slot, change), "rollback"));
  }

  @POST
  @Path("withdraw")
  public SlotView withdraw(String slot, WithdrawRequest request) {
    WithdrawRequest wish = present(request);
    Change change = change(wish.by(), wish.reason(), wish.expectedActive());
    Standing place = place(wish.as());
    return audit.recording(
        entry(Act.BUNDLE_WITHDRAWN, slot, change).saying("as " + Words.of(place)),
        () -> answer(registry.withdraw(slot, place, change), "withdrawal"));
  }

  private static AuditEntry entry(Act act, String slot, Change change) {
    return AuditEntry.of(act).about("slot", slot).signedBy(change.by());
  }

  private SlotView answer(SlotState next, String decision) {
    metrics.counter("vigil_training_decisions", "decision", decision).increment();
    return RegistryViews.slot(next);
  }

  private <T> T present(T request) {
    if (!follower.isCaughtUp()) { // Deciding on half of what is known would forget the other half.
      throw new RefusedException(Remedy.LOOK_AGAIN, "the registry is still being read");
    }
    return Optional.ofNullable(request).orElseThrow(() -> wrong("the body is missing"));
  }

  private Change change(String by, String reason, Optional<String> expectedActive) {
    String name = callers.signature(Optional.ofNullable(by)).orElse(null);
    return new Change(
        text(name, "by", LONGEST_NAME), text(reason, "reason", LONGEST_REASON), expectedActive);
  }

  private static Standing place(String word) {
    return Optional.ofNullable(word)
        .flatMap(w -> Words.parse(Standing.class, w))
        .orElseThrow(() -> wrong("as is active, shadow or canary"));
  }

  private static String text(String value, String name, int longest) {
    if (value == null || value.isBlank() || value.length() > longest) {
      throw wrong("%s must be 1 to %d characters".formatted(name, longest));
    }
    return value.strip();
  }

  private static RefusedException wrong(String message) {
    return new RefusedException(Remedy.CORRECT_REQUEST, message);
  }
}
