package org.vigil.inference.routing;

import java.util.HashSet;
import java.util.Set;
import org.vigil.inference.config.InferenceSettings;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.word.Words;

/**
 * One rule of the router; empty sets do not restrict.
 *
 * @param kind what the study is
 * @param roles at least one image has one of these
 * @param metadata all of these are there
 * @param sites only these
 * @param slot where the study goes
 */
public record RoutingRule(
    StudyKind kind, Set<ImageRole> roles, Set<String> metadata, Set<String> sites, String slot) {

  /**
   * @throws IllegalArgumentException for a kind or role that does not exist
   */
  public static RoutingRule of(InferenceSettings.Rule rule) {
    Set<ImageRole> roles = new HashSet<>();
    rule.roles().ifPresent(names -> names.forEach(name -> roles.add(word(ImageRole.class, name))));
    return new RoutingRule(
        word(StudyKind.class, rule.kind()),
        roles,
        rule.metadata().map(Set::copyOf).orElse(Set.of()),
        rule.sites().map(Set::copyOf).orElse(Set.of()),
        rule.slot());
  }

  private static <E extends Enum<E>> E word(Class<E> type, String name) {
    return Words.parse(type, name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "routing: '" + name + "' is none of " + Words.list(type)));
  }

  boolean fits(StudyReady study) {
    return study.getKind() == kind
        && (roles.isEmpty()
            || study.getImages().stream().anyMatch(image -> roles.contains(image.getRole())))
        && study.getMetadata().keySet().containsAll(metadata)
        && (sites.isEmpty() || sites.contains(study.getSite()));
  }
}
