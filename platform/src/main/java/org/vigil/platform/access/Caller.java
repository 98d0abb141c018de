package org.vigil.platform.access;

import java.util.EnumSet;
import java.util.Set;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;

/**
 * Who asks.
 *
 * @param name the name that the identity provider gives; no identifier of a patient
 * @param roles what they are to Vigil
 * @param sites whose studies they may see and send
 */
public record Caller(String name, Set<AccessRole> roles, SiteScope sites) {
  /** Whoever asks where sign-on is off: anybody on this machine, who may do everything. */
  public static final Caller LOCAL =
      new Caller("local", EnumSet.allOf(AccessRole.class), new SiteScope.Every());

  public Caller {
    roles = Set.copyOf(roles);
  }

  public boolean is(AccessRole role) {
    return roles.contains(role);
  }

  public boolean sees(String site) {
    return sites.includes(site);
  }

  /**
   * Stops whoever speaks for a site that is not theirs.
   *
   * @throws ProblemException 403
   */
  public void requireSite(String site) {
    if (!sees(site)) {
      throw new ProblemException(
          Problem.of(403, "not-your-site", "Not your site", "You may not act for this site.")
              .about("site"));
    }
  }
}
