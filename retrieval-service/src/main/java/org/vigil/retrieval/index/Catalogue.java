package org.vigil.retrieval.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.StudyEntry;

/** The studies that retrieval knows, by id. Threads as {@link LuceneIndex}. */
final class Catalogue implements AutoCloseable {
  private static final String ENTRY = "entry";
  private static final String SPACE = "space";
  private static final String SLOT = "slot";
  private static final String TAKEN_BACK = "taken-back";
  private static final String YES = "yes";
  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new Jdk8Module()).addModule(new JavaTimeModule()).build();

  private final LuceneIndex index;

  Catalogue(Path folder) {
    this.index = LuceneIndex.open(folder, VectorStorage.FLOAT);
  }

  Optional<StudyEntry> find(String studyId) {
    return index.search(searcher -> find(searcher, studyId));
  }

  private static Optional<StudyEntry> find(IndexSearcher searcher, String studyId)
      throws IOException {
    TopDocs found = searcher.search(new TermQuery(new Term(LuceneIndex.STUDY, studyId)), 1);
    if (found.scoreDocs.length == 0) {
      return Optional.empty();
    }
    Document document = searcher.storedFields().document(found.scoreDocs[0].doc);
    return Optional.of(JSON.readValue(document.get(ENTRY), StudyEntry.class));
  }

  void put(StudyEntry entry) {
    Document document = new Document();
    document.add(new StringField(LuceneIndex.STUDY, entry.studyId(), Field.Store.NO));
    document.add(new StoredField(ENTRY, json(entry)));
    if (!entry.isOpen()) {
      document.add(new StringField(TAKEN_BACK, YES, Field.Store.NO));
    }
    for (String space : entry.spaces()) {
      document.add(new StringField(SPACE, space, Field.Store.NO));
      document.add(new StringField(SLOT, EmbeddingSpace.parse(space).slot(), Field.Store.NO));
    }
    index.replace(entry.studyId(), document);
  }

  /** How many studies have a vector in some space of a slot. */
  int countEmbeddedIn(String slot) {
    return index.search(searcher -> searcher.count(new TermQuery(new Term(SLOT, slot))));
  }

  /** How many studies were taken back. */
  int countTakenBack() {
    return index.search(searcher -> searcher.count(new TermQuery(new Term(TAKEN_BACK, YES))));
  }

  private static String json(StudyEntry entry) {
    try {
      return JSON.writeValueAsString(entry);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry can always be written", e);
    }
  }

  void refresh() {
    index.refresh();
  }

  void commit(Map<String, String> note) {
    index.commit(note);
  }

  CommitHold hold() {
    return index.hold();
  }

  void purge() {
    index.purge();
  }

  Map<String, String> note() {
    return index.note();
  }

  int size() {
    return index.size();
  }

  @Override
  public void close() {
    index.close();
  }
}
