package org.vigil.retrieval.cases;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the catalogue holds of one study. Immutable. Its methods give the same entry however often
 * the same thing is told.
 *
 * @param studyId the study
 * @param site who sent it; empty while only a verdict is known
 * @param revision of the newest score; 0 before the first
 * @param thumbnail ImageId of the picture to show
 * @param spaces every space that it has a vector in, as slot/version
 * @param latestSpace where its newest shown score was made
 * @param verdicts each reader's last word, by reader
 */
public record StudyEntry(
    String studyId,
    Optional<String> site,
    int revision,
    Optional<String> thumbnail,
    Set<String> spaces,
    Optional<String> latestSpace,
    Map<String, CaseVerdict> verdicts) {

  /** A study that nothing is known of yet. */
  public static StudyEntry unknown(String studyId) {
    return new StudyEntry(
        studyId, Optional.empty(), 0, Optional.empty(), Set.of(), Optional.empty(), Map.of());
  }

  /** The study was looked at by a model, whatever came of it. */
  public StudyEntry seen(String sentBy, int atRevision, Optional<String> picture) {
    return new StudyEntry(
        studyId,
        Optional.of(sentBy),
        atRevision,
        picture.or(() -> thumbnail),
        spaces,
        latestSpace,
        verdicts);
  }

  /** The study has a vector in a space; {@code shown} unless the shadow bundle made it. */
  public StudyEntry embedded(EmbeddingSpace space, boolean shown) {
    Set<String> all = new TreeSet<>(spaces);
    all.add(space.toString());
    return new StudyEntry(
        studyId,
        site,
        revision,
        thumbnail,
        all,
        shown ? Optional.of(space.toString()) : latestSpace,
        verdicts);
  }

  /** A reader gave a word, which replaces their earlier one. */
  public StudyEntry confirmed(String reader, CaseVerdict verdict) {
    Map<String, CaseVerdict> all = new TreeMap<>(verdicts);
    all.merge(reader, verdict, CaseVerdict::later);
    return new StudyEntry(studyId, site, revision, thumbnail, spaces, latestSpace, all);
  }

  /** The last word of all readers; empty where there is none. */
  @JsonIgnore
  public Optional<CaseVerdict> verdict() {
    return verdicts.values().stream().max(CaseVerdict.BY_TIME);
  }
}
