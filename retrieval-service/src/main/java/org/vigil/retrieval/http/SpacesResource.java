package org.vigil.retrieval.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.vigil.retrieval.feed.ActiveSpaces;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.schemas.word.Words;

/** The embedding spaces, what they are used for, and how complete they are. */
@Path("/api/spaces")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SpacesResource {
  private final CaseLibrary library;
  private final ActiveSpaces active;

  SpacesResource(CaseLibrary library, ActiveSpaces active) {
    this.library = library;
    this.active = active;
  }

  /**
   * @param use serving, next, or former
   * @param width numbers in a vector
   * @param studies that have a vector here
   * @param ofSlot studies that have a vector in any space of the slot
   */
  public record SpaceView(
      String space, String slot, String use, int width, int studies, int ofSlot) {}

  @GET
  public Map<String, List<SpaceView>> spaces() {
    return Map.of(
        "spaces",
        library.spaces().stream()
            .map(
                space ->
                    new SpaceView(
                        space.toString(),
                        space.slot(),
                        Words.of(active.use(space)),
                        library.width(space).orElse(0),
                        library.size(space),
                        library.sizeOfSlot(space.slot())))
            .sorted(Comparator.comparing(SpaceView::space))
            .toList());
  }
}
