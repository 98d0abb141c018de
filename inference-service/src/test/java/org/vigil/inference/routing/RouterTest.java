package org.vigil.inference.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.RoleSource;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;

class RouterTest {
  private final Router router =
      new Router(
          List.of(
              rule(Set.of(ImageRole.CLINICAL), Set.of("age"), Set.of(), "skin-metadata"),
              rule(Set.of(ImageRole.CLINICAL), Set.of(), Set.of("st-olav"), "skin-paired"),
              rule(Set.of(ImageRole.CLINICAL), Set.of(), Set.of(), "skin-image")));

  @Test
  void theFirstRuleThatFitsDecides() {
    assertEquals(
        new Route.To("skin-metadata"), router.route(study("st-olav", Map.of("age", "50"), null)));
    assertEquals(new Route.To("skin-paired"), router.route(study("st-olav", Map.of(), null)));
    assertEquals(new Route.To("skin-image"), router.route(study("elsewhere", Map.of(), null)));
  }

  @Test
  void aSlotThatIsAskedForIsTakenWhereARuleLeadsThere() {
    assertEquals(
        new Route.To("skin-image"), router.route(study("st-olav", Map.of(), "skin-image")));
  }

  @Test
  void aSlotThatDoesNotTakeTheStudyIsRefused() {
    assertInstanceOf(
        Route.Unsuitable.class, router.route(study("st-olav", Map.of(), "skin-metadata")));
  }

  @Test
  void aStudyThatNoRuleFitsGoesNowhere() {
    Router lateral =
        new Router(List.of(rule(Set.of(ImageRole.LATERAL), Set.of(), Set.of(), "skin-image")));
    assertInstanceOf(Route.Nowhere.class, lateral.route(study("st-olav", Map.of(), null)));
  }

  private static RoutingRule rule(
      Set<ImageRole> roles, Set<String> metadata, Set<String> sites, String slot) {
    return new RoutingRule(StudyKind.SKIN, roles, metadata, sites, slot);
  }

  private static StudyReady study(String site, Map<String, String> metadata, String slot) {
    NormalisedImage image =
        NormalisedImage.newBuilder()
            .setImageId("a")
            .setRole(ImageRole.CLINICAL)
            .setRoleSource(RoleSource.DECLARED)
            .setRawKey("raw")
            .setObjectKey("normalised")
            .setSha256("a")
            .setWidth(1)
            .setHeight(1)
            .setBitsPerSample(8)
            .setChannels(3)
            .setNormalisation("n1")
            .build();
    return StudyReady.newBuilder()
        .setStudyId("s")
        .setRevision(1)
        .setSite(site)
        .setKind(StudyKind.SKIN)
        .setPriority(Priority.ROUTINE)
        .setComplete(true)
        .setImages(List.of(image))
        .setMetadata(metadata)
        .setRequestedSlot(slot)
        .setReceivedAt(Instant.EPOCH)
        .setReadyAt(Instant.EPOCH)
        .build();
  }
}
