package org.vigil.deploy.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.deploy.cluster.Overlay.Workload;

/**
 * What every overlay keeps to: few rights, bounded resources, meaningful probes, closed network.
 */
class PolicyTest {

  @ParameterizedTest
  @ValueSource(strings = {"small", "ha", "gpu"})
  void everyPodKeepsToThePolicy(String overlay) throws Exception {
    List<Workload> workloads = Overlay.render(overlay).workloads().toList();
    assertTrue(workloads.size() >= 5, overlay);
    workloads.forEach(workload -> assertEquals(List.of(), faults(workload), workload.label()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "ha", "gpu"})
  void everyLastingWorkloadHasABudgetForDisruptions(String overlay) throws Exception {
    Overlay rendered = Overlay.render(overlay);
    List<JsonNode> budgets = rendered.ofKind("PodDisruptionBudget").toList();
    rendered
        .workloads()
        .filter(Workload::lasting)
        .forEach(
            workload ->
                assertEquals(
                    1,
                    budgets.stream()
                        .filter(
                            budget -> selects(budget.at("/spec/selector/matchLabels"), workload))
                        .count(),
                    workload.label()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "ha", "gpu"})
  void theNetworkIsClosedUnlessOpened(String overlay) throws Exception {
    List<JsonNode> closing =
        Overlay.render(overlay)
            .ofKind("NetworkPolicy")
            .filter(policy -> policy.at("/spec/podSelector").isEmpty())
            .filter(
                policy -> !policy.get("spec").has("ingress") && !policy.get("spec").has("egress"))
            .toList();
    assertEquals(1, closing.size());
    assertEquals(2, closing.get(0).at("/spec/policyTypes").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "ha", "gpu"})
  void noSecretIsWrittenDown(String overlay) throws Exception {
    Overlay rendered = Overlay.render(overlay);
    assertEquals(0, rendered.ofKind("Secret").count());
    rendered
        .workloads()
        .flatMap(Workload::containers)
        .flatMap(container -> container.path("env").findParents("name").stream())
        .filter(variable -> variable.path("name").asText().matches(".*(PASSWORD|SECRET|KEY)$"))
        .forEach(variable -> assertFalse(variable.has("value"), variable.toString()));
  }

  @Test
  void aPodThatMayDoEverythingIsFound() throws Exception {
    JsonNode careless =
        Overlay.documents(
                """
                kind: Deployment
                metadata: {name: careless}
                spec:
                  template:
                    spec:
                      containers: [{name: a, image: "nginx:latest"}]
                """)
            .get(0);
    List<Workload> workloads = new Overlay("made up", List.of(careless)).workloads().toList();
    assertEquals(13, faults(workloads.get(0)).size(), faults(workloads.get(0)).toString());
  }

  private static boolean selects(JsonNode selector, Workload workload) {
    JsonNode labels = workload.template().at("/metadata/labels");
    return selector.properties().stream()
        .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
  }

  private static List<String> faults(Workload workload) {
    List<String> faults = new ArrayList<>();
    JsonNode pod = workload.pod();
    require(faults, pod.at("/securityContext/runAsNonRoot").asBoolean(), "may run as root");
    require(
        faults, pod.at("/securityContext/runAsUser").asInt() > 0, "runs as nobody in particular");
    require(
        faults,
        pod.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault"),
        "no seccomp profile");
    require(
        faults,
        pod.has("automountServiceAccountToken")
            && !pod.get("automountServiceAccountToken").asBoolean(),
        "has a token of the API server");
    require(faults, !pod.path("hostNetwork").asBoolean(), "shares the host's network");
    workload.containers().forEach(container -> faults(faults, container, workload.lasting()));
    return faults;
  }

  private static void faults(List<String> faults, JsonNode container, boolean lasting) {
    JsonNode security = container.path("securityContext");
    require(
        faults,
        security.has("allowPrivilegeEscalation")
            && !security.get("allowPrivilegeEscalation").asBoolean(),
        "may gain privileges");
    require(faults, security.path("readOnlyRootFilesystem").asBoolean(), "writes to its image");
    require(
        faults,
        security.at("/capabilities/drop/0").asText().equals("ALL")
            && !security.path("capabilities").has("add"),
        "has capabilities");
    String image = container.get("image").asText();
    require(faults, image.contains(":") && !image.endsWith(":latest"), "no fixed image: " + image);
    for (String bound : List.of("/resources/requests/cpu", "/resources/limits/memory")) {
      require(faults, !container.at(bound).isMissingNode(), "no " + bound);
    }
    if (lasting) {
      for (String probe : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
        require(faults, container.has(probe), "no " + probe);
      }
    }
  }

  private static void require(List<String> faults, boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }
}
