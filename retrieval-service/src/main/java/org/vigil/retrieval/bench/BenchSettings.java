package org.vigil.retrieval.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to measure.
 *
 * @param vectors how many cases
 * @param width numbers in a vector
 * @param queries in each pass
 * @param passes of each setting; the median counts
 * @param live seconds of looking up while cases are being added
 * @param seed draws vectors and queries
 * @param folder for vectors and indexes; emptied by the script
 * @param atOnce builds all indexes at once: sooner done on a busy machine, but build times then say
 *     little
 * @param peer command of the process that measures hnswlib; empty leaves it out
 */
record BenchSettings(
    int vectors,
    int width,
    int queries,
    int passes,
    int live,
    long seed,
    Path folder,
    boolean atOnce,
    List<String> peer) {

  /** Reads {@code --name value} pairs. */
  static BenchSettings of(String[] arguments) {
    List<String> words = List.of(arguments);
    return new BenchSettings(
        number(words, "--vectors", 100_000),
        number(words, "--width", 384),
        number(words, "--queries", 1_000),
        number(words, "--passes", 3),
        number(words, "--live", 60),
        number(words, "--seed", 1),
        Path.of(word(words, "--folder").orElse(".vigil/bench-retrieval")),
        words.contains("--at-once"),
        word(words, "--peer").map(command -> List.of(command.split(" "))).orElse(List.of()));
  }

  private static int number(List<String> words, String name, int usual) {
    return word(words, name).map(Integer::parseInt).orElse(usual);
  }

  private static Optional<String> word(List<String> words, String name) {
    int at = words.indexOf(name);
    return at < 0 || at + 1 == words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
  }
}
