package org.vigil.local.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigil.embedded.testing.IdentityProvider;
import org.vigil.embedded.testing.IdentityProvider.Person;
import org.vigil.local.stack.Service;
import org.vigil.platform.access.AccessMatrix;
import org.vigil.platform.access.AccessRole;
import org.vigil.platform.access.AccessRule;
import org.vigil.platform.access.Admission;
import org.vigil.platform.access.Caller;
import org.vigil.platform.access.SiteScope;

/** Walks every role over every endpoint of the running services. */
@Timeout(600)
@ExtendWith(SignedOnStack.class)
class RoleMatrixIT {
  private static final Set<Integer> REFUSED = Set.of(401, 403);
  private final AccessMatrix matrix = AccessMatrix.load();

  @ParameterizedTest
  @EnumSource
  void everyEndpointLetsInWhomTheMatrixNamesAndNobodyElse(Service service, SignedOn stack)
      throws Exception {
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (AccessRule rule : matrix.of(application(service))) {
      for (AccessRole role : AccessRole.values()) {
        asked++;
        Person person = SignedOn.person("walker", role.word(), "*");
        int status = ask(stack, service, rule, Optional.of(stack.provider().token(person)));
        int expected = admits(rule, role) ? 0 : 403;
        if (expected == 0 ? REFUSED.contains(status) : status != expected) {
          wrong.add("%s as %s: %d".formatted(rule.endpoint(), role.word(), status));
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(asked >= 7 * 7, "the matrix has lines for " + service);
  }

  @ParameterizedTest
  @EnumSource
  void whoHasNotSignedOnGetsToNothingBehindIt(Service service, SignedOn stack) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (AccessRule rule : matrix.of(application(service))) {
      SignedOn.Answer answer = answer(stack, service, rule, Optional.empty());
      boolean open = rule.who() instanceof Admission.Anyone;
      boolean sentAway =
          answer.status() == 302
              && answer.location().orElse("").startsWith(stack.provider().url() + "/authorize?");
      if (open ? REFUSED.contains(answer.status()) : !sentAway && answer.status() != 401) {
        wrong.add("%s without a token: %d".formatted(rule.endpoint(), answer.status()));
      }
      if (sentAway && rule.endpoint().contains("/api/")) {
        wrong.add("a program is sent to sign on by " + rule.endpoint());
      }
    }
    assertEquals(List.of(), wrong);
  }

  @ParameterizedTest
  @EnumSource
  void tokensThatHaveEndedOrAreOfSomebodyElsesMakingAreNone(Service service, SignedOn stack)
      throws Exception {
    Person reader = SignedOn.person("late", "reader", "*");
    AccessRule rule =
        matrix.of(application(service)).stream()
            .filter(r -> r.who() instanceof Admission.AnyRole && r.method().equals("GET"))
            .findFirst()
            .orElseThrow();
    String ended = stack.provider().token(reader, Duration.ofMinutes(-10));
    assertEquals(401, ask(stack, service, rule, Optional.of(ended)));
    assertEquals(401, ask(stack, service, rule, Optional.of("no.token.atall")));
    try (IdentityProvider stranger = IdentityProvider.start()) {
      assertEquals(401, ask(stack, service, rule, Optional.of(stranger.token(reader))));
    }
    String good = stack.provider().token(reader);
    String changed = good.substring(0, good.length() - 8) + "AAAAAAAA";
    assertEquals(401, ask(stack, service, rule, Optional.of(changed)));
  }

  @ParameterizedTest
  @EnumSource
  void whatTheMatrixDoesNotNameIsClosedToEverybody(Service service, SignedOn stack)
      throws Exception {
    Person everything =
        new Person("all", List.of("reader", "operator", "approver", "ml-engineer"), List.of("*"));
    for (String path :
        List.of(
            "/api/nothing-here",
            "/q/info",
            "/q/dev",
            "/q/swagger-ui",
            "/api/worklist;a=b",
            "/api/%77orklist",
            "//api/worklist",
            "/js/../api/worklist",
            "/js/%2e%2e/api/worklist",
            "/api/slots;x",
            "/dicomweb//studies")) {
      int status = stack.head(stack.request(service, path, everything).build()).status();
      assertTrue(Set.of(400, 403, 404).contains(status), path + ": " + status);
    }
    HttpRequest put =
        stack
            .request(service, "/q/health", everything)
            .method("PUT", BodyPublishers.noBody())
            .build();
    int refused = stack.head(put).status();
    assertTrue(Set.of(403, 405).contains(refused), "PUT /q/health: " + refused);
  }

  @Test
  void aTokenWithoutARoleOfOursOpensNothing(SignedOn stack) throws Exception {
    Person stranger = SignedOn.person("eve", "offline_access", "*");
    assertEquals(403, stack.head(stack.request(Service.WORKLIST, "/", stranger).build()).status());
    assertEquals(403, stack.get(Service.TRAINING, "/api/bundles", stranger).status());
  }

  private static boolean admits(AccessRule rule, AccessRole role) {
    return rule.who().admits(new Caller("walker", Set.of(role), new SiteScope.Every()));
  }

  private static int ask(SignedOn stack, Service service, AccessRule rule, Optional<String> token)
      throws Exception {
    return answer(stack, service, rule, token).status();
  }

  /** Names of path parameters are nobody's; bodies are empty: nothing is done by any of it. */
  private static SignedOn.Answer answer(
      SignedOn stack, Service service, AccessRule rule, Optional<String> token) throws Exception {
    String path =
        rule.path()
            .shape()
            .replace("/js/**", "/js/main.js")
            .replace("/css/**", "/css/base.css")
            .replace("{}", "nobody");
    HttpRequest request =
        stack.request(service, path, token).method(rule.method(), BodyPublishers.noBody()).build();
    return stack.head(request);
  }

  private static String application(Service service) {
    return "vigil-" + service.word();
  }
}
