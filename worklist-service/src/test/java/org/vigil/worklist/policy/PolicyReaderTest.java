package org.vigil.worklist.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.worklist.study.Urgency;

class PolicyReaderTest {
  private static final String GOOD =
      """
      version: 1
      maxWait:
        stat: PT10M
        unassessed: PT20M
        urgent: PT30M
        routine: PT4H
      findings:
        - {finding: Pneumonia, urgency: urgent, atLeast: operating-point}
        - {finding: MEL, urgency: stat, atLeast: 0.9}
      """;

  @Test
  void aPolicyIsReadAsWritten() {
    TriagePolicy policy = PolicyReader.read("p.yaml", GOOD);
    assertEquals(Duration.ofMinutes(20), policy.maxWait(Urgency.UNASSESSED));
    assertEquals(
        List.of(
            new FindingRule("Pneumonia", Urgency.URGENT, new Limit.OperatingPoint()),
            new FindingRule("MEL", Urgency.STAT, new Limit.AtLeast(0.9))),
        policy.rules());
  }

  @Test
  void anotherTextIsAnotherVersion() {
    assertNotEquals(
        PolicyReader.read("p.yaml", GOOD).digest(),
        PolicyReader.read("p.yaml", GOOD.replace("0.9", "0.8")).digest());
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("Pneumonia", "Pneumonai", 8, "unknown finding 'Pneumonai'"),
        arguments("finding: MEL", "fnding: MEL", 9, "unknown key 'fnding'"),
        arguments("0.9", "1.9", 9, "atLeast is operating-point or a number from 0 to 1"),
        arguments("0.9", "NaN", 9, "atLeast is operating-point or a number from 0 to 1"),
        arguments("urgency: stat", "urgency: soon", 9, "unknown urgency 'soon'"),
        arguments("urgency: stat", "urgency: unassessed", 9, "cannot make a study unassessed"),
        arguments(
            "PT20M",
            "PT31M",
            3,
            "maxWait of unassessed (PT31M) must not be longer than that of urgent"),
        arguments("PT10M", "PT0S", 3, "positive duration for stat"),
        arguments("PT10M", "soon", 3, "not an ISO-8601 duration"),
        arguments("routine: PT4H", "stat: PT4H", 6, "'stat' stands twice"),
        arguments("  routine: PT4H\n", "", 3, "positive duration for routine"),
        arguments("version: 1", "version: 2", 1, "version: 1"),
        arguments("version: 1\n", "", 1, "version: 1"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void whatIsWrongIsRefusedWithItsLine(String right, String wrong, int line, String message) {
    String text = GOOD.replace(right, wrong);
    PolicyException refused =
        assertThrows(PolicyException.class, () -> PolicyReader.read("p.yaml", text));
    assertTrue(
        refused.getMessage().startsWith("p.yaml, line " + line + ":")
            && refused.getMessage().contains(message),
        refused::getMessage);
  }

  @Test
  void brokenYamlAndAMissingFileAreRefused() {
    assertThrows(PolicyException.class, () -> PolicyReader.read("p.yaml", "a: [b"));
    assertThrows(PolicyException.class, () -> PolicyReader.read("p.yaml", ""));
    Optional<Path> nowhere = Optional.of(Path.of("no-such-policy.yaml"));
    assertThrows(PolicyException.class, () -> PolicyReader.read(nowhere));
  }

  @Test
  void aSiteCanNameFindingsOfItsOwn() {
    String text = GOOD.replace("Pneumonia", "Scurvy") + "additionalFindings: [Scurvy]\n";
    assertEquals(Set.of("Scurvy", "MEL"), PolicyReader.read("p.yaml", text).findings());
  }

  @Test
  void thePolicyThatComesWithTheServiceCoversTheDemonstrationBundles() {
    TriagePolicy policy = PolicyReader.read(Optional.empty());
    assertTrue(
        policy
            .findings()
            .containsAll(
                Set.of("Pneumonia", "MEL", "BCC", "SCC", "AKIEC", "NV", "BKL", "DF", "VASC")));
    assertEquals(
        policy.findings(),
        FindingNames.known().stream().filter(n -> !n.equals("UNK")).collect(Collectors.toSet()));
  }
}
