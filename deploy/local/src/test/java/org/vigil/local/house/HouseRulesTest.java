package org.vigil.local.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the house (docs/DESIGN.md, section 2) over the compiled classes of every module. */
class HouseRulesTest {
  private static final Path ROOT = Path.of(System.getProperty("vigil.root"));
  private static final List<String> SERVICES =
      List.of("ingest", "inference", "retrieval", "training", "worklist");
  private static JavaClasses house;

  @BeforeAll
  static void readEveryModule() {
    List<Path> folders = HouseModules.under(ROOT).map(m -> m.resolve("target/classes")).toList();
    assertFalse(folders.isEmpty());
    house = new ClassFileImporter().importPaths(folders);
    for (String service : SERVICES) { // A rule over nothing would pass for ever.
      assertFalse(house.that(inPackage("org.vigil." + service)).isEmpty(), service);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "inference", "retrieval", "training", "worklist"})
  void aServiceKnowsNoOtherService(String service) {
    String[] others =
        SERVICES.stream()
            .filter(other -> !other.equals(service))
            .map(other -> "org.vigil." + other + "..")
            .toArray(String[]::new);
    check(
        noClassesIn("org.vigil." + service + "..")
            .dependOnClassesThat()
            .resideInAnyPackage(others));
  }

  @Test
  void schemasKnowNothingOfOurs() {
    check(
        classes()
            .that()
            .resideInAPackage("org.vigil.schemas..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages(
                "org.vigil.platform..",
                "org.vigil.models..",
                "org.vigil.embedded..",
                "org.vigil.local..",
                "org.apache.kafka..",
                "io.quarkus.."));
  }

  @Test
  void modelsKnowNoKafkaNoHttpNoQuarkus() {
    check(
        noClassesIn("org.vigil.models..")
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.apache.kafka..",
                "jakarta.ws.rs..",
                "io.quarkus..",
                "java.net.http..",
                "org.vigil.platform.."));
  }

  @Test
  void djlStaysInModelsInferenceAndTraining() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "org.vigil.models..", "org.vigil.inference..", "org.vigil.training..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl.."));
  }

  @Test
  void onlyTheLocalStackKnowsTheEmbeddedServers() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("org.vigil.embedded..", "org.vigil.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.vigil.embedded..", "kafka..", "org.gaul.."));
  }

  @Test
  void packagesAreNamedAfterConcepts() {
    check(
        noClasses()
            .should()
            .resideInAnyPackage(
                "..util..", "..utils..", "..impl..", "..common..", "..helper..", "..misc.."));
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    List<Path> silent =
        HouseModules.under(ROOT)
            .map(module -> module.resolve("src/main/java"))
            .filter(Files::isDirectory)
            .flatMap(HouseModules::packagesIn)
            .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
            .map(ROOT::relativize)
            .toList();
    assertTrue(silent.isEmpty(), () -> "packages without package-info.java: " + silent);
  }

  private static ClassesShould noClassesIn(String name) {
    return noClasses().that().resideInAPackage(name).should();
  }

  private static DescribedPredicate<JavaClass> inPackage(String name) {
    return JavaClass.Predicates.resideInAPackage(name + "..");
  }

  private static void check(ArchRule rule) {
    rule.check(house);
  }

  /** Where modules and packages lie in the source tree. */
  private static final class HouseModules {
    static Stream<Path> under(Path root) {
      return Stream.of(
              "schemas",
              "platform",
              "models",
              "deploy/embedded",
              "ingest-service",
              "inference-service",
              "retrieval-service",
              "training-service",
              "worklist-service",
              "deploy/local")
          .map(root::resolve)
          .filter(module -> Files.isDirectory(module.resolve("target/classes")));
    }

    static Stream<Path> packagesIn(Path sources) {
      try (Stream<Path> files = Files.walk(sources)) {
        return files
            .filter(f -> f.toString().endsWith(".java"))
            .map(Path::getParent)
            .distinct()
            .toList()
            .stream();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
