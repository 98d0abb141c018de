package org.vigil.retrieval.http;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.vigil.retrieval.feed.LibraryFeed;
import org.vigil.retrieval.index.CaseLibrary;

/** Ready once everything that was written before the start has been applied. */
@Readiness
@ApplicationScoped
public class RetrievalReadiness implements HealthCheck {
  private final LibraryFeed feed;
  private final CaseLibrary library;

  RetrievalReadiness(LibraryFeed feed, CaseLibrary library) {
    this.feed = feed;
    this.library = library;
  }

  @Override
  public HealthCheckResponse call() {
    var response =
        HealthCheckResponse.named("case-library")
            .status(feed.isCaughtUp())
            .withData("studies", library.size());
    if (!feed.trouble().isEmpty()) {
      response.withData("trouble", feed.trouble());
    }
    return response.build();
  }
}
