package org.vigil.retrieval.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.vigil.retrieval.embedding.PictureWords;

/**
 * The {@code study} part of a search by picture: what inference needs to know of the picture, and
 * the words of a look-up.
 *
 * @param site whose readers the answer is for
 * @param kind chest-xray, skin or tongue
 * @param role what the picture shows; its kind's usual role when absent
 * @param slot asks for a slot
 * @param metadata by published name
 * @param search words of a look-up by name
 */
record PictureRequest(
    String site,
    String kind,
    String role,
    String slot,
    Map<String, String> metadata,
    Map<String, JsonNode> search) {

  PictureWords toInference() {
    return new PictureWords(kind, site, role, slot, metadata);
  }
}
