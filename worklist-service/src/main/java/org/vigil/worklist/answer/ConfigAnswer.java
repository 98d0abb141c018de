package org.vigil.worklist.answer;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.word.Words;
import org.vigil.worklist.policy.MaxWaits;
import org.vigil.worklist.study.Urgency;

/**
 * What the page has to know before it shows anything.
 *
 * @param signOn whether people have to say who they are
 */
public record ConfigAnswer(
    URI ingestUrl,
    URI retrievalUrl,
    boolean signOn,
    List<KindAnswer> kinds,
    List<UrgencyAnswer> urgencies) {

  /** A kind of study with the roles its images can have. */
  public record KindAnswer(String kind, List<String> roles, String defaultRole) {}

  /** An urgency with its longest wait, ISO 8601. */
  public record UrgencyAnswer(String urgency, String maxWait) {}

  public static ConfigAnswer of(URI ingestUrl, URI retrievalUrl, boolean signOn, MaxWaits waits) {
    return new ConfigAnswer(
        ingestUrl,
        retrievalUrl,
        signOn,
        Arrays.stream(StudyKind.values()).map(ConfigAnswer::kind).toList(),
        Arrays.stream(Urgency.values())
            .map(u -> new UrgencyAnswer(Words.of(u), waits.of(u).toString()))
            .toList());
  }

  /** The first role is what ingest assumes where the sender names none. */
  private static KindAnswer kind(StudyKind kind) {
    List<ImageRole> roles =
        switch (kind) {
          case CHEST_XRAY -> List.of(ImageRole.FRONTAL, ImageRole.LATERAL, ImageRole.OTHER);
          case SKIN -> List.of(ImageRole.CLINICAL, ImageRole.DERMOSCOPIC, ImageRole.OTHER);
          case TONGUE -> List.of(ImageRole.TONGUE, ImageRole.OTHER);
        };
    List<String> words = roles.stream().map(Words::of).toList();
    return new KindAnswer(Words.of(kind), words, words.get(0));
  }
}
