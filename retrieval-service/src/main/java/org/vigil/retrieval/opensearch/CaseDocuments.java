package org.vigil.retrieval.opensearch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.mapping.DynamicMapping;
import org.opensearch.client.opensearch._types.mapping.Property;
import org.opensearch.client.opensearch._types.mapping.TypeMapping;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.index.CaseFields;

/**
 * Cases as documents, and the mapping that they are indexed by: the vector in Lucene's HNSW graph
 * (engine {@code lucene}, k-NN plugin), words as keywords, numbers as longs.
 */
final class CaseDocuments {
  static final String VECTOR = "vector";

  /** Malkov and Yashunin's M and efConstruction, as in the embedded index. */
  private static final int NEIGHBOURS = 16;

  private static final int BUILD_CANDIDATES = 100;

  private CaseDocuments() {}

  static TypeMapping mapping(int width) {
    Map<String, Property> properties = new LinkedHashMap<>();
    properties.put(
        VECTOR,
        Property.of(
            p ->
                p.knnVector(
                    v ->
                        v.dimension(width)
                            .method(
                                m ->
                                    m.name("hnsw")
                                        .spaceType("cosinesimil")
                                        .engine("lucene")
                                        .parameters("m", JsonData.of(NEIGHBOURS))
                                        .parameters(
                                            "ef_construction", JsonData.of(BUILD_CANDIDATES))))));
    CaseFields.WORDS.forEach(name -> properties.put(name, Property.of(p -> p.keyword(k -> k))));
    CaseFields.NUMBERS.forEach(name -> properties.put(name, Property.of(p -> p.long_(l -> l))));
    return TypeMapping.of(m -> m.dynamic(DynamicMapping.Strict).properties(properties));
  }

  static Map<String, Object> document(StudyEntry study, UnitVector vector) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(VECTOR, vector.toArray());
    document.putAll(CaseFields.words(study));
    document.putAll(CaseFields.numbers(study));
    return document;
  }
}
