package org.vigil.retrieval.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility;

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
  private static final String PURGED = "purged";
  private static final String CATALOGUE = "catalogue";

  private final Path folder;
  private final Catalogue catalogue;
  private final CaseIndexes indexes;
  private final List<Consumer<String>> takenBack = new CopyOnWriteArrayList<>();
  private final Map<EmbeddingSpace, CaseIndex> spaces = new ConcurrentHashMap<>();

  private CaseLibrary(Path folder, Catalogue catalogue, CaseIndexes indexes) {
    this.folder = folder;
    this.catalogue = catalogue;
    this.indexes = indexes;
  }

  /** Opens the library in a folder, as it was last committed, with vectors held as they are. */
  public static CaseLibrary open(Path folder) {
    return open(folder, VectorStorage.FLOAT);
  }

  /**
   * Likewise, with vectors held otherwise.
   *
   * @param storage of vectors written from now on; segments that are there keep theirs until merged
   */
  public static CaseLibrary open(Path folder, VectorStorage storage) {
    return open(folder, new EmbeddedIndexes(folder, storage));
  }

  /**
   * Opens the library in a folder, as it was last committed. One that another version of this
   * service wrote otherwise is put aside, to be read again from Kafka.
   *
   * @param indexes where the vectors are; what else is known of studies is always in the folder
   */
  public static CaseLibrary open(Path folder, CaseIndexes indexes) {
    LibraryFormat.clearOthers(folder);
    return new CaseLibrary(folder, new Catalogue(folder.resolve(CATALOGUE)), indexes);
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
          && !indexes.exists(EmbeddingSpace.parse(note.getKey().substring(SPACE.length())))) {
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
      if (entry.isOpen()) {
        embed(entry, vectors);
      } else {
        forget(entry.studyId());
      }
      catalogue.put(entry);
    }
    catalogue.refresh(); // First: what a space calls confirmed has its verdict in the catalogue.
    spaces.values().forEach(CaseIndex::refresh);
    entries.stream()
        .filter(entry -> !entry.isOpen())
        .forEach(entry -> takenBack.forEach(listener -> listener.accept(entry.studyId())));
  }

  private void embed(StudyEntry entry, Map<EmbeddingSpace, Map<String, UnitVector>> vectors) {
    if (entry.facts().isEmpty()) {
      return;
    }
    for (String name : entry.spaces()) {
      EmbeddingSpace space = EmbeddingSpace.parse(name);
      Optional.ofNullable(vectors.getOrDefault(space, Map.of()).get(entry.studyId()))
          .or(() -> vector(space, entry.studyId()))
          .ifPresent(vector -> space(space).put(entry, vector));
    }
  }

  private void forget(String studyId) {
    spaces().forEach(space -> space(space).remove(studyId));
  }

  /** Has somebody told of each study that is erased or whose reuse is withdrawn, by StudyId. */
  public void whenTakenBack(Consumer<String> listener) {
    takenBack.add(listener);
  }

  /** Makes everything applied durable, and the position with it. */
  public void commit(Map<String, Long> position) {
    Map<String, String> note = new HashMap<>();
    position.forEach((stream, next) -> note.put(POSITION + stream, Long.toString(next)));
    commitAll(note);
  }

  private synchronized void commitAll(Map<String, String> note) {
    spaces.forEach(
        (space, index) -> {
          index.commit();
          note.put(SPACE + space, "");
        });
    catalogue
        .note()
        .forEach(
            (key, value) -> {
              if (key.startsWith(SPACE) || key.equals(PURGED)) {
                note.putIfAbsent(key, value);
              }
            });
    catalogue.commit(note);
  }

  /**
   * Takes what was deleted off the disk, where deleting alone only marks it. Takes as long as
   * writing the segments anew; look-ups and changes go on meanwhile.
   */
  public void purge() {
    int takenBack = catalogue.countTakenBack();
    spaces().forEach(space -> space(space).purge());
    catalogue.purge();
    synchronized (this) {
      // What was applied since the last commit comes along; its position follows with the next one.
      Map<String, String> note = new HashMap<>(catalogue.note());
      note.put(PURGED, Integer.toString(takenBack));
      commitAll(note);
    }
  }

  /**
   * Puts what was written in pieces together, which takes long; to be called while nothing changes.
   *
   * @return whether there was anything to do
   */
  public boolean settle() {
    boolean done = false;
    for (EmbeddingSpace space : spaces()) {
      done |= space(space).settle();
    }
    return done;
  }

  /** Whether studies were taken back since the last purge. */
  public boolean isPurgeDue() {
    int purged = Integer.parseInt(catalogue.note().getOrDefault(PURGED, "0"));
    return catalogue.countTakenBack() != purged;
  }

  /**
   * Lets somebody copy the library as it was last committed. The files, by their path in the
   * library's folder, neither change nor go until the action returns; the library goes on.
   */
  public void copy(CopyAction action) throws IOException {
    List<CommitHold> holds = new ArrayList<>();
    try {
      List<Path> files = new ArrayList<>();
      synchronized (this) {
        // The catalogue first: a space may be ahead of it, never behind.
        hold(Path.of(CATALOGUE), catalogue.hold(), holds, files);
        for (EmbeddingSpace space : spaces()) {
          hold(
              folder.relativize(EmbeddedIndexes.folder(folder, space)),
              space(space).hold(),
              holds,
              files);
        }
      }
      action.copy(folder, files);
    } finally {
      holds.forEach(CommitHold::close);
    }
  }

  private static void hold(Path index, CommitHold hold, List<CommitHold> holds, List<Path> files) {
    holds.add(hold);
    hold.files().forEach(name -> files.add(index.resolve(name)));
  }

  /** Copies files. */
  @FunctionalInterface
  public interface CopyAction {
    /**
     * @param folder of the library
     * @param files relative to it
     */
    void copy(Path folder, List<Path> files) throws IOException;
  }

  /** What is known of a study; empty for one that no event has named. */
  public Optional<StudyEntry> study(String studyId) {
    return catalogue.find(studyId);
  }

  /** A study's embedding in a space. */
  public Optional<UnitVector> vector(EmbeddingSpace space, String studyId) {
    return existing(space).flatMap(index -> index.vector(studyId));
  }

  /** The width of a space's vectors; empty while it has none. */
  public Optional<Integer> width(EmbeddingSpace space) {
    return existing(space).flatMap(CaseIndex::width);
  }

  /**
   * The studies nearest to a vector of those that may be seen and pass, nearest first.
   *
   * @param k how many at most
   */
  public List<Neighbour> nearest(
      EmbeddingSpace space, Likeness like, int k, CaseFilter filter, Visibility visibility) {
    return existing(space)
        .map(index -> index.nearest(like, k, filter, visibility))
        .orElse(List.of());
  }

  /** The name of a filter whose word, of no fixed list, no study of a space has. */
  public Optional<String> unknownWord(EmbeddingSpace space, CaseFilter filter) {
    return existing(space).flatMap(index -> index.unknownWord(filter));
  }

  /** Some studies of a space with a verdict, spread evenly over all of them. */
  public List<String> sample(EmbeddingSpace space, int most) {
    return existing(space).map(index -> index.sample(most)).orElse(List.of());
  }

  /** How many studies of a space may be seen and pass. */
  public int count(EmbeddingSpace space, CaseFilter filter, Visibility visibility) {
    return existing(space).map(index -> index.count(filter, visibility)).orElse(0);
  }

  /** The spaces that have vectors, whether or not a bundle uses them now. */
  public Set<EmbeddingSpace> spaces() {
    Set<EmbeddingSpace> all = new HashSet<>(spaces.keySet());
    for (String key : catalogue.note().keySet()) {
      if (key.startsWith(SPACE)) {
        all.add(EmbeddingSpace.parse(key.substring(SPACE.length())));
      }
    }
    return all;
  }

  /** How many studies the catalogue has. */
  public int size() {
    return catalogue.size();
  }

  /** How many studies have a vector in a space. */
  public int size(EmbeddingSpace space) {
    return existing(space).map(CaseIndex::size).orElse(0);
  }

  /** How many studies have a vector in some space of a slot. */
  public int sizeOfSlot(String slot) {
    return catalogue.countEmbeddedIn(slot);
  }

  private Optional<CaseIndex> existing(EmbeddingSpace space) {
    CaseIndex open = spaces.get(space);
    if (open != null || !indexes.exists(space)) {
      return Optional.ofNullable(open);
    }
    return Optional.of(space(space));
  }

  private CaseIndex space(EmbeddingSpace space) {
    return spaces.computeIfAbsent(space, indexes::open);
  }

  /** Lets go of the files; what was not committed is replayed at the next start. */
  @Override
  public void close() {
    spaces.values().forEach(CaseIndex::close);
    indexes.close();
    catalogue.close();
  }
}
