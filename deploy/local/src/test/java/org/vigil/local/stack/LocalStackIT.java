package org.vigil.local.stack;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.local.supervise.ProcessView;
import org.vigil.local.supervise.RestartPolicy;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;

/** The stack with the real broker and store, and tiny services. */
class LocalStackIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;
  private StackSettings settings;

  @BeforeEach
  void build() throws IOException {
    Path root = FakeHouse.in(folder);
    settings = StackSettings.of(root, folder.resolve("home"), StackPorts.free());
  }

  @Test
  void aStackComesUpWithTopicsAndBucketsAndLeavesNothingBehind() throws Exception {
    List<ProcessHandle> processes;
    try (LocalStack stack = new LocalStack(settings, StackListener.silent())) {
      stack.start();
      processes = handles(stack);
      assertEquals(7, processes.size());
      assertTrue(topics().containsAll(Topics.toCreate().keySet()));
      assertTrue(Provisioning.store(settings.ports()).isReachable());
    }
    assertTrue(processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void dataOutliveTheStackAndKilledProcessesComeBack() throws Exception {
    ObjectKey key = ObjectKeys.images("raw/test/a");
    ObjectStore store = Provisioning.store(settings.ports());
    try (LocalStack stack = new LocalStack(settings, StackListener.silent())) {
      stack.start();
      store.put(key, new byte[] {1, 2}, "image/png");
      for (String name : List.of(LocalStack.BROKER, LocalStack.STORE, "ingest")) {
        long before = pid(stack, name);
        stack.kill(name);
        await().atMost(LIMIT).until(() -> view(stack, name).restarts() == 1);
        assertTrue(stack.awaitReady(LIMIT), name);
        assertTrue(pid(stack, name) != before, name);
      }
      assertTrue(topics().containsAll(Topics.toCreate().keySet()));
    }
    try (LocalStack again = new LocalStack(settings, StackListener.silent())) {
      again.start();
      assertArrayEquals(new byte[] {1, 2}, store.get(key));
    }
  }

  @Test
  void aProcessThatHangsIsNoticedAndStartedAgain() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs Linux");
    RestartPolicy usual = RestartPolicy.DEFAULT;
    RestartPolicy quick =
        new RestartPolicy(
            usual.backoff(), usual.firstTries(), usual.settled(), Duration.ofMillis(200), 3);
    try (LocalStack stack = new LocalStack(settings.withRestarts(quick), StackListener.silent())) {
      stack.start();
      for (String name : List.of(LocalStack.BROKER, LocalStack.STORE, "ingest")) {
        long before = pid(stack, name);
        assertEquals(0, signal("STOP", before));
        await(name).atMost(LIMIT).until(() -> view(stack, name).restarts() == 1);
        assertTrue(stack.awaitReady(LIMIT), name);
        assertTrue(pid(stack, name) != before, name);
      }
      assertEquals(3, stack.views().stream().mapToInt(ProcessView::restarts).sum());
    }
  }

  private static int signal(String name, long pid) throws Exception {
    return new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }

  @Test
  void aServiceThatCannotStartIsNamedWithItsReasonAndTheRestIsStopped() {
    StackSettings broken =
        settings.withOverrides(Map.of(Service.TRAINING, Map.of("fake.fail", "true")));
    LocalStack stack = new LocalStack(broken, StackListener.silent());

    String line = assertThrows(StackException.class, stack::start).getMessage();

    assertTrue(
        line.startsWith(
            "training ended with status 1 while starting; its log says: ERROR the fake has no"),
        line);
    assertEquals(List.of(), handles(stack));
  }

  @Test
  void aSecondStackOverTheSameFolderIsRefused() {
    try (LocalStack first = new LocalStack(settings, StackListener.silent())) {
      first.start();
      LocalStack second = new LocalStack(settings, StackListener.silent());
      String line = assertThrows(StackException.class, second::start).getMessage();
      assertTrue(line.startsWith("another stack runs over"), line);
      assertEquals(7, handles(first).size());
    }
  }

  private Set<String> topics() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", settings.ports().bootstrapServers()))) {
      return admin.listTopics().names().get();
    }
  }

  private static ProcessView view(LocalStack stack, String name) {
    return stack.views().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
  }

  private static long pid(LocalStack stack, String name) {
    return view(stack, name).state().pid().orElseThrow();
  }

  private static List<ProcessHandle> handles(LocalStack stack) {
    return stack.views().stream()
        .flatMap(view -> view.state().pid().stream().boxed())
        .map(pid -> ProcessHandle.of(pid).orElseThrow())
        .toList();
  }
}
