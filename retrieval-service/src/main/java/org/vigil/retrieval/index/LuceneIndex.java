package org.vigil.retrieval.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KeepOnlyLastCommitDeletionPolicy;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SnapshotDeletionPolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * One Lucene index of documents that each stand for a study. One thread writes, any thread searches
 * what was there at the last {@link #refresh}. Owns its files; Lucene's lock keeps a second process
 * out. Failures of the disk are {@link UncheckedIOException}.
 */
final class LuceneIndex implements AutoCloseable {
  /** Field that holds the StudyId. */
  static final String STUDY = CaseFields.STUDY;

  /** Vectors are large: with Lucene's 16 MB a first filling makes many small graphs. */
  private static final double BUFFER_MEGABYTES = 64;

  /** Each segment has a graph to walk through: fewer make look-ups faster and merges longer. */
  private static final double SEGMENTS_PER_TIER = 4;

  private static final double SETTLED_SHARE = 0.9;

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;

  private final SnapshotDeletionPolicy commits;

  private LuceneIndex(
      Directory directory,
      IndexWriter writer,
      SearcherManager searchers,
      SnapshotDeletionPolicy commits) {
    this.directory = directory;
    this.writer = writer;
    this.searchers = searchers;
    this.commits = commits;
  }

  /** Opens the index in a folder, at its last commit; makes an empty one where there is none. */
  static LuceneIndex open(Path folder, VectorStorage storage) {
    try {
      Files.createDirectories(folder);
      Directory directory = FSDirectory.open(folder);
      IndexWriterConfig config = new IndexWriterConfig().setCodec(new WideVectorCodec(storage));
      config.setCommitOnClose(false);
      config.setUseCompoundFile(false); // A snapshot then copies only files that are new.
      config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
      config.setMergePolicy(merging());
      SnapshotDeletionPolicy commits =
          new SnapshotDeletionPolicy(new KeepOnlyLastCommitDeletionPolicy());
      config.setIndexDeletionPolicy(commits);
      IndexWriter writer = new IndexWriter(directory, config);
      SearcherManager searchers = new SearcherManager(writer, new SearcherFactory());
      return new LuceneIndex(directory, writer, searchers, commits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TieredMergePolicy merging() {
    TieredMergePolicy policy = new TieredMergePolicy();
    policy.setSegmentsPerTier(SEGMENTS_PER_TIER);
    policy.setForceMergeDeletesPctAllowed(0);
    policy.setNoCFSRatio(0); // As for what is flushed.
    return policy;
  }

  /** Whether a folder holds a committed index. */
  static boolean exists(Path folder) {
    try (Directory directory = FSDirectory.open(folder)) {
      return DirectoryReader.indexExists(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a study's document in the place of its earlier one. */
  void replace(String studyId, Document document) {
    run(() -> writer.updateDocument(new Term(STUDY, studyId), document));
  }

  /** Takes a study's document away. */
  void remove(String studyId) {
    run(() -> writer.deleteDocuments(new Term(STUDY, studyId)));
  }

  /** Makes what was written visible to searches. */
  void refresh() {
    run(searchers::maybeRefreshBlocking);
  }

  /** Makes one segment of all that was written. */
  void mergeAll() {
    run(() -> writer.forceMerge(1));
    refresh();
  }

  /**
   * Makes one segment of all, if the largest holds less than nine in ten documents: the others cost
   * a walk of their own each, and writing all anew for a few would never end.
   *
   * @return whether it did
   */
  boolean settle() {
    int all = 0;
    int largest = 0;
    for (LeafReaderContext leaf : search(searcher -> searcher.getIndexReader().leaves())) {
      all += leaf.reader().maxDoc();
      largest = Math.max(largest, leaf.reader().maxDoc());
    }
    boolean scattered = largest < SETTLED_SHARE * all;
    if (scattered) {
      mergeAll();
    }
    return scattered;
  }

  /** Makes what was written durable, together with a note. */
  void commit(Map<String, String> note) {
    run(
        () -> {
          writer.setLiveCommitData(note.entrySet());
          writer.commit();
        });
  }

  /** Writes every segment anew that holds deleted documents, so that their bytes are gone. */
  void purge() {
    run(() -> writer.forceMergeDeletes(true));
    refresh();
  }

  /** Keeps the files of the last commit as they are until the hold is closed. */
  CommitHold hold() {
    try {
      if (!DirectoryReader.indexExists(directory)) {
        return CommitHold.nothing(); // Nothing was committed yet.
      }
      IndexCommit commit = commits.snapshot();
      return new CommitHold(
          List.copyOf(commit.getFileNames()),
          () ->
              run(
                  () -> {
                    commits.release(commit);
                    writer.deleteUnusedFiles();
                  }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The note of the last commit. */
  Map<String, String> note() {
    Map<String, String> note = new HashMap<>();
    Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
    if (data != null) {
      data.forEach(entry -> note.put(entry.getKey(), entry.getValue()));
    }
    return note;
  }

  /** Asks something of the state at the last refresh. */
  <T> T search(Search<T> search) {
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        return search.on(searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many studies are visible. */
  int size() {
    return search(searcher -> searcher.getIndexReader().numDocs());
  }

  /** Lets go of the files; what was not committed is not kept. */
  @Override
  public void close() {
    run(
        () -> {
          searchers.close();
          writer.rollback();
          directory.close();
        });
  }

  private static void run(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  interface Search<T> {
    T on(IndexSearcher searcher) throws IOException;
  }

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }
}
