package org.vigil.worklist.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.vigil.platform.access.Callers;
import org.vigil.worklist.answer.ConfigAnswer;
import org.vigil.worklist.config.WorklistSettings;
import org.vigil.worklist.policy.TriagePolicy;

/** What the page has to know of the configuration. */
@Path("/api/config")
@Produces(MediaType.APPLICATION_JSON)
public class ConfigResource {
  private final ConfigAnswer answer;

  ConfigResource(WorklistSettings settings, TriagePolicy policy, Callers callers) {
    this.answer =
        ConfigAnswer.of(
            settings.ingestUrl(), settings.retrievalUrl(), callers.signOn(), policy.maxWaits());
  }

  @GET
  public ConfigAnswer config() {
    return answer;
  }
}
