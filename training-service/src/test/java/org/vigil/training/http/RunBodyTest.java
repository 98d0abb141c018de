package org.vigil.training.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.platform.access.Caller;
import org.vigil.platform.access.Callers;
import org.vigil.platform.problem.ProblemException;
import org.vigil.training.run.RunRequest;
import org.vigil.training.trainer.Job;

class RunBodyTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().addModules(new Jdk8Module(), new JavaTimeModule()).build();
  private static final String ENOUGH = "'slot':'chest-xray','by':'ann','reason':'test'";

  /** Sign-on is off. */
  private static final Callers ANYBODY =
      new Callers() {
        @Override
        public Caller current() {
          return Caller.LOCAL;
        }

        @Override
        public boolean signOn() {
          return false;
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

  private static RunRequest checked(String fields) throws Exception {
    return RunBody.checked(
        JSON.readValue("{" + fields.replace('\'', '"') + "}", RunBody.class), ANYBODY);
  }

  @Test
  void whatIsNotSaidIsTheStandardRecipe() throws Exception {
    RunRequest request = checked(ENOUGH);
    assertEquals(Job.Recipe.STANDARD, request.recipe());
    assertEquals(Job.Task.TRAIN, request.task());
    assertEquals(
        Optional.of(0.1), checked(ENOUGH + ",'falseAbstention':0.1").recipe().falseAbstention());
  }

  @ParameterizedTest
  @CsvSource({
    "task, 'eat'",
    "start, 'elsewhere'",
    "epochs, 0",
    "epochs, 10001",
    "batch, 4097",
    "rate, 1.5",
    "rate, -0.1",
    "patience, 0",
    "falseAbstention, 0",
    "falseAbstention, 0.5"
  })
  void aSettingOutOfItsBoundsIsRefusedByName(String field, String value) {
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () ->
                checked(
                    "%s,'%s':%s"
                        .formatted(
                            ENOUGH, field, value.matches("[a-z]+") ? "'" + value + "'" : value)));
    assertEquals(422, refused.problem().status());
    assertEquals(field, refused.problem().instance());
  }

  @Test
  void aSettingThatNoRunHasIsRefusedByName() {
    JsonMappingException refused =
        assertThrows(JsonMappingException.class, () -> checked(ENOUGH + ",'epoch':3"));
    ProblemException problem = (ProblemException) refused.getCause();
    assertEquals("No run has a setting 'epoch'.", problem.problem().detail());
  }

  @Test
  void whoAsksAndWhySaysSo() {
    assertThrows(ProblemException.class, () -> checked("'slot':'chest-xray','by':'ann'"));
    assertThrows(ProblemException.class, () -> checked("'slot':'chest-xray','reason':'x'"));
    assertThrows(ProblemException.class, () -> checked("'by':'ann','reason':'x'"));
  }
}
