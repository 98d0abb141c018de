package org.vigil.retrieval.index;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.UnitVector;

/**
 * Everything that retrieval knows, on disk. One thread applies changes and commits; any thread
 * looks up. Failures of the disk are {@link java.io.UncheckedIOException}.
 *
 * <p>Of the indexes, the catalogue is committed last, and its commit carries the position in the
 * event streams. After a crash some space may be ahead of that position, none is behind it;
 * replaying from it changes nothing that is there and adds what is not.
 */
public final class CaseLibrary implements AutoCloseable {
  private static final String POSITION = "position ";
  private static final String SPACE = "space ";

  private final Path folder;
  private final Catalogue catalogue;
  private final Map<EmbeddingSpace, SpaceIndex> spaces = new ConcurrentHashMap<>();

  private CaseLibrary(Path folder, Catalogue catalogue) {
    this.folder = folder;
    this.catalogue = catalogue;
  }

  /** Opens the library in a folder, as it was last committed. */
  public static CaseLibrary open(Path folder) {
    return new CaseLibrary(folder, new Catalogue(folder.resolve("catalogue")));
  }

  /**
   * Up to where everything is durable: the next offset to read, by stream. Empty, so that
   * everything is read again, where an index that the library had is gone.
   */
  public Map<String, Long> position() {
    Map<String, Long> position = new HashMap<>();
    for (Map.Entry<String, String> note : catalogue.note().entrySet()) {
      if (note.getKey().startsWith(POSITION)) {
        position.put(note.getKey().substring(POSITION.length()), Long.valueOf(note.getValue()));
      } else if (note.getKey().startsWith(SPACE)
          && !LuceneIndex.exists(
              folder(EmbeddingSpace.parse(note.getKey().substring(SPACE.length()))))) {
        return Map.of();
      }
    }
    return position;
  }

  /** Starts a set of changes to what is there now. */
  public LibraryChanges change() {
    return new LibraryChanges(this);
  }

  /** Writes changes and makes them visible. */
  void apply(Collection<StudyEntry> entries, Map<EmbeddingSpace, Map<String, UnitVector>> vectors) {
    for (StudyEntry entry : entries) {
      catalogue.put(entry);
      entry.site().ifPresent(site -> embed(entry, site, vectors));
    }
    catalogue.refresh(); // First: what a space calls confirmed has its verdict in the catalogue.
    spaces.values().forEach(SpaceIndex::refresh);
  }

  private void embed(
      StudyEntry entry, String site, Map<EmbeddingSpace, Map<String, UnitVector>> vectors) {
    for (String name : entry.spaces()) {
      EmbeddingSpace space = EmbeddingSpace.parse(name);
      Optional.ofNullable(vectors.getOrDefault(space, Map.of()).get(entry.studyId()))
          .or(() -> vector(space, entry.studyId()))
          .ifPresent(
              vector ->
                  space(space).put(entry.studyId(), site, entry.verdict().isPresent(), vector));
    }
  }

  /** Makes everything applied durable, and the position with it. */
  public void commit(Map<String, Long> position) {
    Map<String, String> note = new HashMap<>();
    position.forEach((stream, next) -> note.put(POSITION + stream, Long.toString(next)));
    spaces.forEach(
        (space, index) -> {
          index.commit();
          note.put(SPACE + space, "");
        });
    catalogue.note().keySet().stream()
        .filter(key -> key.startsWith(SPACE))
        .forEach(key -> note.put(key, ""));
    catalogue.commit(note);
  }

  public Optional<StudyEntry> study(String studyId) {
    return catalogue.find(studyId);
  }

  /** A study's embedding in a space. */
  public Optional<UnitVector> vector(EmbeddingSpace space, String studyId) {
    return existing(space).flatMap(index -> index.vector(studyId));
  }

  /** The width of a space's vectors; empty while it has none. */
  Optional<Integer> width(EmbeddingSpace space) {
    return existing(space).flatMap(SpaceIndex::width);
  }

  /**
   * The confirmed studies of some sites that are nearest to a vector, nearest first.
   *
   * @param k how many at most
   * @param except a study that is not an answer
   */
  public List<Neighbour> nearest(
      EmbeddingSpace space, UnitVector vector, int k, Collection<String> sites, String except) {
    return existing(space).map(index -> index.nearest(vector, k, sites, except)).orElse(List.of());
  }

  /** How many studies the catalogue has. */
  public int size() {
    return catalogue.size();
  }

  /** How many studies have a vector in a space. */
  public int size(EmbeddingSpace space) {
    return existing(space).map(SpaceIndex::size).orElse(0);
  }

  private Optional<SpaceIndex> existing(EmbeddingSpace space) {
    SpaceIndex open = spaces.get(space);
    if (open != null || !LuceneIndex.exists(folder(space))) {
      return Optional.ofNullable(open);
    }
    return Optional.of(space(space));
  }

  private SpaceIndex space(EmbeddingSpace space) {
    return spaces.computeIfAbsent(space, wanted -> new SpaceIndex(folder(wanted)));
  }

  private Path folder(EmbeddingSpace space) {
    return folder.resolve("spaces").resolve(space.slot()).resolve(space.version());
  }

  /** Lets go of the files; what was not committed is replayed at the next start. */
  @Override
  public void close() {
    spaces.values().forEach(SpaceIndex::close);
    catalogue.close();
  }
}
