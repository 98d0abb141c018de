package org.vigil.ingest.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.word.Words;

/**
 * Reads what this instance knows of a study; with several instances, each knows its own partitions.
 */
@ApplicationScoped
public class AssemblyView {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final KafkaStreams streams;

  AssemblyView(KafkaStreams streams) {
    this.streams = streams;
  }

  /**
   * @param revision last one published; 0 before the first
   * @param complete whether that one was complete
   */
  public record Study(
      String studyId,
      String site,
      String kind,
      int revision,
      boolean complete,
      List<Image> images) {}

  public record Image(String imageId, String role, String roleSource, int width, int height) {}

  public Optional<Study> find(String studyId) {
    try {
      var store =
          streams.store(
              StoreQueryParameters.fromNameAndType(
                  StudyAssembly.DRAFTS, QueryableStoreTypes.<String, Draft>keyValueStore()));
      return Optional.ofNullable(store.get(studyId))
          .filter(draft -> !draft.isForgotten())
          .map(AssemblyView::study);
    } catch (InvalidStateStoreException e) {
      throw ProblemException.unavailable("The service is still starting.", SOON);
    }
  }

  private static Study study(Draft draft) {
    var content = draft.content();
    return new Study(
        content.getStudyId(),
        content.getSite(),
        Words.of(content.getKind()),
        content.getRevision(),
        content.getComplete(),
        content.getImages().stream().map(AssemblyView::image).toList());
  }

  private static Image image(NormalisedImage image) {
    return new Image(
        image.getImageId(),
        Words.of(image.getRole()),
        Words.of(image.getRoleSource()),
        image.getWidth(),
        image.getHeight());
  }
}
