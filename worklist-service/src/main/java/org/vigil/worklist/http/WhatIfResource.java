package org.vigil.worklist.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.worklist.config.WorklistSettings;
import org.vigil.worklist.whatif.TooMuchTrafficException;
import org.vigil.worklist.whatif.WhatIf;
import org.vigil.worklist.whatif.WhatIfReport;

/** What a shadow's scores would have changed for those who waited. */
@Path("/api/what-if")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WhatIfResource {
  private final WhatIf whatIf;
  private final WorklistSettings settings;

  WhatIfResource(WhatIf whatIf, WorklistSettings settings) {
    this.whatIf = whatIf;
    this.settings = settings;
  }

  @GET
  public WhatIfReport replay(
      @RestQuery Optional<String> slot,
      @RestQuery Optional<String> bundle,
      @RestQuery @DefaultValue("7") int days) {
    String where = Parameters.required("slot", slot);
    String version = Parameters.required("bundle", bundle);
    int most = settings.whatIf().mostDays();
    if (days < 1 || days > most) {
      throw Parameters.refused("days", "days is 1 to " + most + ".");
    }
    try {
      return whatIf.of(where, version, Duration.ofDays(days)).orElseThrow(() -> nothing(days));
    } catch (TooMuchTrafficException e) {
      throw Parameters.refused("days", e.getMessage());
    }
  }

  private static ProblemException nothing(int days) {
    return new ProblemException(
        Problem.of(
            409,
            "nothing-to-replay",
            "Nothing to replay",
            "This bundle has scored no study of the slot as its shadow in the last %d days."
                .formatted(days)));
  }
}
