package org.vigil.retrieval.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.retrieval.cases.Visibility;
import org.vigil.retrieval.index.VectorStorage;
import org.vigil.retrieval.opensearch.OpenSearchSettings;

/** The retrieval service's own configuration. */
@ConfigMapping(prefix = "vigil.retrieval")
public interface RetrievalSettings {

  /** Folder of the indexes. May be deleted while the service is down: Kafka fills it again. */
  @WithDefault(".vigil/retrieval")
  Path indexDir();

  /** How long changes may wait to become durable. What is not durable is replayed after a crash. */
  @WithDefault("PT2S")
  Duration commitInterval();

  /** This instance's name among others, for its snapshots: letters, digits and hyphens. */
  @WithDefault("retrieval")
  String instance();

  /** How often a snapshot goes to the object store; never if zero. */
  @WithDefault("PT1H")
  Duration snapshotEvery();

  /** How soon the bytes of studies that were taken back are off the disk and out of snapshots. */
  @WithDefault("PT10M")
  Duration purgeWithin();

  /**
   * After how long without changes the index is put together for faster look-ups; never if zero.
   */
  @WithDefault("PT5M")
  Duration settleAfter();

  /** Sites whose confirmed cases the readers of every site may see. None by default. */
  Optional<Set<String>> sharedSites();

  /** Where a patient's yes is needed for a case to be shown; a no counts everywhere. */
  @WithDefault("across-sites")
  Visibility.ConsentRule consent();

  /**
   * By slot, the cosine from which on the nearest case counts as close, where people have set one
   * from pairs that readers called alike. Elsewhere it is learnt from the cases.
   */
  Map<String, Double> closeEnough();

  /** {@link #closeEnough} while there are too few cases to learn from. */
  @WithDefault("0.9")
  double closeEnoughElsewhere();

  /** How often what counts as close is learnt again. */
  @WithDefault("PT10M")
  Duration learnEvery();

  /**
   * How vectors are held in memory: {@code float}, or {@code int8} at a quarter of the memory with
   * the best candidates ranked again by full vectors.
   */
  @WithDefault("float")
  VectorStorage vectors();

  /** Which engine holds the vectors; what else is known of studies always lies in the index-dir. */
  @WithDefault("lucene")
  Engine engine();

  /** The engines. */
  enum Engine {
    /** In this process, in files of the index-dir. */
    LUCENE,
    /** A cluster that several machines share, for archives that one does not hold. */
    OPENSEARCH
  }

  /** Where the cluster is. */
  OpenSearchSettings opensearch();

  /** Where pictures are embedded for a search by picture. */
  @WithDefault("http://127.0.0.1:8082")
  URI inferenceUrl();

  /** How long inference may take for one picture. */
  @WithDefault("PT20S")
  Duration inferenceTimeLimit();

  /** Origins of the page, whose scripts may ask. */
  @WithDefault("http://localhost:8080,http://127.0.0.1:8080")
  List<String> pageOrigins();
}
