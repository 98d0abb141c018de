package org.vigil.platform.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessMatrixRulesTest {
  private static final String MATRIX =
      """
      {"services": {
        "every-service": [{"endpoint": "GET /q/health", "who": ["anyone"], "site": "none"}],
        "s": [
          {"endpoint": "GET /", "who": ["any-role"], "site": "none"},
          {"endpoint": "GET /js/**", "who": ["anyone"], "site": "none"},
          {"endpoint": "GET /a/{id}", "who": ["reader"], "site": "hidden"},
          {"endpoint": "GET /a/special", "who": ["operator"], "site": "none"},
          {"endpoint": "POST /a/{id}/b", "who": ["reader", "clinician"], "site": "hidden"}
        ]}}
      """;

  private final AccessMatrix matrix = matrix(MATRIX);

  private static AccessMatrix matrix(String json) {
    try {
      return AccessMatrix.of(new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private Optional<String> endpoint(String method, String path) {
    return matrix.rule("s", method, path).map(AccessRule::endpoint);
  }

  @Test
  void aRequestFallsUnderTheLineWithMostOfItsWords() {
    assertEquals(Optional.of("GET /a/{}"), endpoint("GET", "/a/7"));
    assertEquals(Optional.of("GET /a/special"), endpoint("GET", "/a/special"));
    assertEquals(Optional.of("POST /a/{}/b"), endpoint("POST", "/a/7/b"));
    assertEquals(Optional.of("GET /js/**"), endpoint("GET", "/js/deep/main.js"));
    assertEquals(Optional.of("GET /"), endpoint("GET", "/"));
    assertEquals(Optional.of("GET /q/health"), endpoint("GET", "/q/health"));
  }

  @Test
  void whatHasNoLineIsNobodys() {
    assertEquals(Optional.empty(), endpoint("GET", "/a"));
    assertEquals(Optional.empty(), endpoint("PUT", "/a/7"));
    assertEquals(Optional.empty(), endpoint("GET", "/a/7/b"));
    assertEquals(Optional.empty(), endpoint("GET", "/A/7"));
    assertEquals(Optional.empty(), matrix.rule("other", "GET", "/a/7"));
  }

  @Test
  void headIsAskedAsGetAndASlashAtTheEndMeansNothing() {
    assertEquals(Optional.of("GET /a/{}"), endpoint("HEAD", "/a/7"));
    assertEquals(Optional.of("GET /a/{}"), endpoint("GET", "/a/7/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/special;x",
        "/a;x/7",
        "//a/7",
        "/a//7",
        "/a/./7",
        "/a/../a/7",
        "/js/../a/7",
        "/js/%2e%2e/a/7",
        "/js/%2E%2E/a/7",
        "/js/..%2fa/7",
        "/a\\7",
        "/js%5c..%5ca",
        "/a/7%3bx",
        "a/7",
        "",
        "*"
      })
  void aPathThatCanBeReadInTwoWaysIsNobodys(String path) {
    assertEquals(Optional.empty(), endpoint("GET", path));
  }

  @Test
  void rolesLetIn() {
    Admission some = Admission.of(List.of("reader", "ml-engineer"));
    assertTrue(some.admits(caller(AccessRole.ML_ENGINEER)));
    assertFalse(some.admits(caller(AccessRole.OPERATOR)));
    assertFalse(new Admission.AnyRole().admits(caller()));
    assertTrue(new Admission.AnyRole().admits(caller(AccessRole.AUDITOR)));
  }

  private static Caller caller(AccessRole... roles) {
    return new Caller("ada", Set.of(roles), new SiteScope.Only(Set.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"nurse\"", "", "\"anyone\", \"reader\""})
  void aMatrixThatNamesNoRoleOfOursIsRefused(String who) {
    String json =
        """
        {"services": {"every-service": [],
          "s": [{"endpoint": "GET /", "who": [%s], "site": "none"}]}}
        """
            .formatted(who);
    assertThrows(IllegalArgumentException.class, () -> matrix(json));
  }
}
