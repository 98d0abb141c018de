package org.vigil.platform.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.vigil.platform.problem.ProblemException;

class CallersTest {

  /** A token with one claim beside its name. */
  private record Token(String getName, String claim, Object value) implements JsonWebToken {
    @Override
    public String getName() {
      return getName;
    }

    @Override
    public Set<String> getClaimNames() {
      return Set.of(claim);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
      return name.equals(claim) ? (T) value : null;
    }
  }

  private static Caller caller(String claim, Object sites, String... roles) {
    return SignedOnCallers.callerOf(
        QuarkusSecurityIdentity.builder()
            .setPrincipal(new Token("ada", claim, sites))
            .addRoles(Set.of(roles))
            .build(),
        "sites");
  }

  @Test
  void aTokenSaysWhoAndWhatAndWhose() {
    Caller ada =
        caller(
            "sites",
            Json.createArrayBuilder().add("north").add("south").build(),
            "reader",
            "offline_access");
    assertEquals("ada", ada.name());
    assertEquals(Set.of(AccessRole.READER), ada.roles());
    assertEquals(new SiteScope.Only(Set.of("north", "south")), ada.sites());
    assertTrue(ada.sees("north"));
    assertFalse(ada.sees("west"));
    assertEquals(new SiteScope.Only(Set.of("north")), caller("sites", "north").sites());
    assertEquals(new SiteScope.Every(), caller("sites", List.of("*")).sites());
  }

  @Test
  void aTokenWithoutTheClaimSeesNoSite() {
    Caller nobody = caller("other", "north", "reader");
    assertFalse(nobody.sees("north"));
    assertThrows(ProblemException.class, () -> nobody.requireSite("north"));
    assertFalse(caller("sites", 7).sees("7"));
  }

  @Test
  void whoHasSignedOnSpeaksUnderTheirOwnNameOnly() {
    Callers callers = callers(true);
    assertEquals(Optional.of("ada"), callers.signature(Optional.empty()));
    assertEquals(Optional.of("ada"), callers.signature(Optional.of(" ada ")));
    ProblemException refused =
        assertThrows(ProblemException.class, () -> callers.signature(Optional.of("bob")));
    assertEquals(403, refused.problem().status());
  }

  @Test
  void withoutSignOnTheNameThatIsGivenStands() {
    assertEquals(Optional.of("bob"), callers(false).signature(Optional.of("bob")));
    assertEquals(Optional.empty(), callers(false).signature(Optional.empty()));
  }

  private static Callers callers(boolean signOn) {
    return new Callers() {
      @Override
      public Caller current() {
        return new Caller("ada", Set.of(AccessRole.READER), new SiteScope.Only(Set.of()));
      }

      @Override
      public boolean signOn() {
        return signOn;
      }

      @Override
      public Optional<String> bearer() {
        return Optional.empty();
      }

      @Override
      public Optional<Instant> until() {
        return Optional.empty();
      }
    };
  }
}
