package org.vigil.worklist.http;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.vigil.schemas.event.StudyKind;
import org.vigil.worklist.answer.Answers;
import org.vigil.worklist.answer.WorklistPage;
import org.vigil.worklist.study.Urgency;
import org.vigil.worklist.view.Cursor;
import org.vigil.worklist.view.Filter;
import org.vigil.worklist.view.WorklistView;

/** The worklist in reading order. */
@Path("/api/worklist")
@Produces(MediaType.APPLICATION_JSON)
public class WorklistResource {
  private static final int MOST = 500;

  private final WorklistView view;
  private final Answers answers;
  private final SeenStudies seen;

  WorklistResource(WorklistView view, Answers answers, SeenStudies seen) {
    this.view = view;
    this.seen = seen;
    this.answers = answers;
  }

  @GET
  public WorklistPage page(
      @RestQuery Optional<String> kind,
      @RestQuery Optional<String> urgency,
      @RestQuery Optional<String> site,
      @RestQuery Optional<String> state,
      @RestQuery @DefaultValue("50") int limit,
      @RestQuery Optional<String> after) {
    ListedState listed =
        Parameters.word(ListedState.class, "state", state).orElse(ListedState.OPEN);
    Filter filter =
        new Filter(
            Parameters.word(StudyKind.class, "kind", kind),
            Parameters.word(Urgency.class, "urgency", urgency),
            Parameters.site(site),
            seen.scope());
    int most = Parameters.limit(limit, MOST);
    return answers.page(
        switch (listed) {
          case OPEN -> view.openPage(filter, most, Parameters.cursor(Cursor.Open.class, after));
          case READ -> view.readPage(filter, most, Parameters.cursor(Cursor.Read.class, after));
        });
  }
}
