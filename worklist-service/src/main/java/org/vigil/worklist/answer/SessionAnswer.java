package org.vigil.worklist.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigil.platform.access.AccessRole;
import org.vigil.platform.access.Caller;
import org.vigil.platform.access.Callers;
import org.vigil.platform.access.SiteScope;

/**
 * Who looks at the page, and the token with which the page asks the other services in their name.
 *
 * @param sites empty with {@code everySite}
 * @param token absent with sign-on off
 * @param until when the token ends
 */
public record SessionAnswer(
    String name,
    List<String> roles,
    boolean everySite,
    List<String> sites,
    Optional<String> token,
    Optional<Instant> until) {

  public static SessionAnswer of(Callers callers) {
    Caller caller = callers.current();
    return new SessionAnswer(
        caller.name(),
        caller.roles().stream().map(AccessRole::word).sorted().toList(),
        caller.sites() instanceof SiteScope.Every,
        caller.sites() instanceof SiteScope.Only only
            ? only.sites().stream().sorted().toList()
            : List.of(),
        callers.bearer(),
        callers.until());
  }
}
