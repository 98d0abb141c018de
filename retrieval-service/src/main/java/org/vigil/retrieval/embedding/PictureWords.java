package org.vigil.retrieval.embedding;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** What inference is told of a picture (docs/inference.md, {@code POST /api/score}). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PictureWords(
    String kind, String site, String role, String slot, Map<String, String> metadata) {}
