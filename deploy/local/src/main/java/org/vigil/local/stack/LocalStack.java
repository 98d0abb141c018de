package org.vigil.local.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.vigil.embedded.EmbeddedBroker;
import org.vigil.embedded.EmbeddedStore;
import org.vigil.embedded.ServerLibraries;
import org.vigil.embedded.process.ServerSpec;
import org.vigil.local.log.BoundedLog;
import org.vigil.local.supervise.ProcessState;
import org.vigil.local.supervise.ProcessView;
import org.vigil.local.supervise.StartFailedException;
import org.vigil.local.supervise.SupervisedProcess;
import org.vigil.schemas.bundle.SigningKeys;

/**
 * A whole Vigil on this machine: broker, store and the services as supervised processes. None of
 * them outlives this JVM; the data do. Start once, close once; the rest is thread-safe.
 */
public final class LocalStack implements AutoCloseable {
  public static final String BROKER = "broker";
  public static final String STORE = "store";
  private static final Duration MODEL_LIMIT = Duration.ofSeconds(30);
  private static final long LOG_BYTES = 10L << 20;
  private static final int LOGS_KEPT = 2;

  private final StackSettings settings;
  private final List<Service> services;
  private final Map<String, SupervisedProcess> processes = new LinkedHashMap<>();
  private final List<BoundedLog> logs = new ArrayList<>();
  private final StackListener listener;
  private StackLock lock;

  public LocalStack(StackSettings settings, StackListener listener) {
    this(settings, listener, EnumSet.allOf(Service.class));
  }

  /**
   * @param services those that are started; each waits for the others' events only
   */
  public LocalStack(StackSettings settings, StackListener listener, Set<Service> services) {
    this.settings = settings;
    this.listener = listener;
    this.services = services.stream().sorted().toList();
    ServerLibraries libraries =
        new ServerLibraries(settings.root().resolve("deploy/embedded/target"));
    StackFolders folders = settings.folders();
    add(EmbeddedBroker.spec(libraries, folders.data(BROKER), settings.ports().broker()));
    add(EmbeddedStore.spec(libraries, folders.data(STORE), settings.ports().store()));
    ServiceLaunch launch = new ServiceLaunch(settings, libraries);
    for (Service service : this.services) {
      add(launch.spec(service));
    }
  }

  private void add(ServerSpec spec) {
    Path file = settings.folders().log(spec.name());
    BoundedLog log = new BoundedLog(file, LOG_BYTES, LOGS_KEPT);
    logs.add(log);
    processes.put(
        spec.name(),
        new SupervisedProcess(
            spec,
            log,
            settings.restarts(),
            RandomGenerator.getDefault(),
            Clock.systemUTC(),
            listener::changed));
  }

  /**
   * Starts everything and returns when all of it is healthy.
   *
   * @throws StackException if that fails; nothing runs then
   */
  public void start() {
    lock = StackLock.take(settings.folders().lock());
    try {
      Preflight.check(settings, services);
      SigningKeys.create(settings.folders().signingKey(), settings.folders().trustedKey());
      startAndWait(List.of(BROKER, STORE));
      new ScratchOrigin(settings.folders()).throwAwayForeign().ifPresent(listener::note);
      Provisioning.createMissing(settings.ports());
      startAndWait(serviceNames());
      if (services.contains(Service.INFERENCE)) {
        new SeededSlots(settings).awaitLoaded(MODEL_LIMIT).forEach(this::noteMissingModel);
      }
    } catch (StartFailedException e) {
      close();
      throw new StackException(e.getMessage() + " (more in " + settings.home() + "/logs)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new StackException("the start was interrupted", e);
    } catch (IOException | RuntimeException e) {
      close();
      throw e instanceof StackException known ? known : new StackException(e.toString(), e);
    }
  }

  private void noteMissingModel(String slot) {
    listener.note(
        "slot %s has no model: its studies stay unassessed (%s/logs)"
            .formatted(slot, settings.home()));
  }

  private List<String> serviceNames() {
    return services.stream().map(Service::word).toList();
  }

  private void startAndWait(List<String> names) {
    names.forEach(name -> process(name).start());
    for (String name : names) {
      try {
        process(name).firstReady().join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof StartFailedException failed ? failed : e;
      }
    }
  }

  private SupervisedProcess process(String name) {
    SupervisedProcess process = processes.get(name);
    if (process == null) {
      throw new StackException(
          "no process is called " + name + "; there are " + processes.keySet());
    }
    return process;
  }

  /** Ends a process as a crash would (SIGKILL). It is started again after a moment. */
  public void kill(String name) {
    process(name).kill();
  }

  /** Every process, servers first. */
  public Collection<ProcessView> views() {
    return processes.values().stream().map(SupervisedProcess::view).toList();
  }

  /** Waits until every process is ready; false when it is not within the limit. */
  public boolean awaitReady(Duration limit) throws InterruptedException {
    Instant deadline = Instant.now().plus(limit);
    while (!views().stream().allMatch(v -> v.state() instanceof ProcessState.Ready)) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      Thread.sleep(100);
    }
    return true;
  }

  public StackSettings settings() {
    return settings;
  }

  /** Stops the services, then the servers; data and logs stay. Returns when all are gone. */
  @Override
  public synchronized void close() {
    stopTogether(serviceNames());
    stopTogether(List.of(BROKER, STORE));
    logs.forEach(BoundedLog::close);
    if (lock != null) {
      lock.close();
    }
  }

  private void stopTogether(List<String> names) {
    List<Thread> stops =
        names.stream().map(name -> Thread.ofPlatform().start(process(name)::stop)).toList();
    for (Thread stop : stops) {
      try {
        stop.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
