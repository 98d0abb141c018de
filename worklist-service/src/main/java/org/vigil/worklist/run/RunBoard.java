package org.vigil.worklist.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.vigil.schemas.event.RunProgress;

/**
 * The training runs that were heard of, at most so many: of more, those that were silent longest
 * go. Thread-safe.
 */
public final class RunBoard {
  private final int most;
  private final Map<String, RunNews> runs = new HashMap<>();
  private final List<Consumer<RunNews>> listeners = new CopyOnWriteArrayList<>();

  /**
   * @param most runs
   */
  public RunBoard(int most) {
    this.most = most;
  }

  /** Has somebody told of every change, on the thread that made it. */
  public void addListener(Consumer<RunNews> listener) {
    listeners.add(listener);
  }

  /** Hears a run's word; the words of one run come in order. */
  public void hear(RunProgress event) {
    RunNews news = keep(event);
    listeners.forEach(listener -> listener.accept(news));
  }

  private synchronized RunNews keep(RunProgress event) {
    RunNews known = runs.get(event.getRunId());
    RunNews news = known == null ? RunNews.of(event) : known.and(event);
    runs.put(news.runId(), news);
    if (runs.size() > most) {
      runs.values().stream()
          .min(Comparator.comparing(RunNews::at))
          .ifPresent(oldest -> runs.remove(oldest.runId()));
    }
    return news;
  }

  /** The one heard of first last. */
  public synchronized List<RunNews> all() {
    List<RunNews> all = new ArrayList<>(runs.values());
    all.sort(Comparator.comparing(RunNews::firstAt).thenComparing(RunNews::runId).reversed());
    return all;
  }

  public synchronized Optional<RunNews> find(String runId) {
    return Optional.ofNullable(runs.get(runId));
  }
}
