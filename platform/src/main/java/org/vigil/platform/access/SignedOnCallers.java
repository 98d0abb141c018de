package org.vigil.platform.access;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import java.security.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Reads the caller from the token that came with the request. Thread-safe. */
@ApplicationScoped
public class SignedOnCallers implements Callers {
  private final AccessSettings settings;
  private final SecurityIdentity identity;

  /**
   * @param identity of whatever request is being served
   */
  SignedOnCallers(AccessSettings settings, SecurityIdentity identity) {
    this.settings = settings;
    this.identity = identity;
  }

  @Override
  public boolean signOn() {
    return settings.signOn();
  }

  @Override
  public Caller current() {
    return settings.signOn() ? callerOf(identity, settings.siteClaim()) : Caller.LOCAL;
  }

  @Override
  public Optional<String> bearer() {
    return settings.signOn()
        ? Optional.ofNullable(identity.getCredential(AccessTokenCredential.class))
            .map(AccessTokenCredential::getToken)
        : Optional.empty();
  }

  @Override
  public Optional<Instant> until() {
    return settings.signOn() && identity.getPrincipal() instanceof JsonWebToken token
        ? Optional.of(Instant.ofEpochSecond(token.getExpirationTime()))
        : Optional.empty();
  }

  static Caller callerOf(SecurityIdentity identity, String siteClaim) {
    Principal principal = identity.getPrincipal();
    Set<AccessRole> roles =
        identity.getRoles().stream()
            .map(AccessRole::of)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());
    return new Caller(principal.getName(), roles, SiteScope.of(sites(principal, siteClaim)));
  }

  /** What is no token or has no such claim speaks for no site. */
  private static Collection<String> sites(Principal principal, String claim) {
    return principal instanceof JsonWebToken token ? words(token.getClaim(claim)) : List.of();
  }

  private static List<String> words(Object claim) {
    return switch (claim) {
      case Collection<?> several -> several.stream().flatMap(one -> words(one).stream()).toList();
      case JsonString one -> List.of(one.getString());
      case String one -> List.of(one);
      case null, default -> List.of();
    };
  }
}
