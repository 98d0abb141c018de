package org.vigil.retrieval.thumbnail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.StudyFacts;
import org.vigil.retrieval.cases.StudyFacts.Picture;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.lookup.Sight;
import org.vigil.schemas.store.ObjectKeys;

/**
 * Shows a case in small, also when it left the worklist long ago. The newest {@link #KEPT} are kept
 * in memory, about 10 KB each; of a case that is taken back none is kept. Thread-safe.
 */
public final class Thumbnails {
  static final int KEPT = 1_000;

  /** So many are made at once; whoever comes meanwhile waits. */
  private static final int AT_ONCE = 2;

  private final CaseLibrary library;
  private final ObjectStore store;
  private final Sight sight;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final Map<String, Made> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Made> eldest) {
          return size() > KEPT;
        }
      };

  private record Made(Picture of, byte[] jpeg) {}

  public Thumbnails(CaseLibrary library, ObjectStore store, Sight sight) {
    this.library = library;
    this.store = store;
    this.sight = sight;
    library.whenTakenBack(this::forget);
  }

  /**
   * A JPEG; empty where the site may not see the case, or there is no picture of it.
   *
   * @throws org.vigil.platform.store.StoreUnavailableException if the store does not answer
   */
  public Optional<byte[]> of(String studyId, String site) throws InterruptedException {
    Optional<Picture> picture =
        library
            .study(studyId)
            .filter(study -> isVisible(study, site))
            .flatMap(StudyEntry::facts)
            .flatMap(StudyFacts::picture);
    if (picture.isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> kept = kept(studyId, picture.get());
    return kept.isPresent() ? kept : make(studyId, picture.get());
  }

  private boolean isVisible(StudyEntry study, String site) {
    return study.isOpen()
        && study.facts().filter(facts -> sight.of(site).permits(facts)).isPresent();
  }

  private synchronized Optional<byte[]> kept(String studyId, Picture picture) {
    return Optional.ofNullable(made.get(studyId))
        .filter(known -> known.of().equals(picture))
        .map(Made::jpeg);
  }

  private Optional<byte[]> make(String studyId, Picture picture) throws InterruptedException {
    places.acquire();
    try (InputStream png = store.open(ObjectKeys.images(picture.objectKey()))) {
      byte[] jpeg = Shrinker.shrink(png);
      keep(studyId, new Made(picture, jpeg));
      return Optional.of(jpeg);
    } catch (ObjectMissingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      places.release();
    }
  }

  /** Nothing is kept that was taken back while it was made. */
  private synchronized void keep(String studyId, Made thumbnail) {
    if (library.study(studyId).filter(StudyEntry::isOpen).isPresent()) {
      made.put(studyId, thumbnail);
    }
  }

  private synchronized void forget(String studyId) {
    made.remove(studyId);
  }

  /** How many are kept now. */
  synchronized int kept() {
    return made.size();
  }
}
