package org.vigil.retrieval.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A search as a client asks for it, not yet looked at.
 *
 * @param site whose readers the answer is for
 * @param space slot/version that the vector is of
 * @param vector of any length but zero
 * @param findings that are said of what the vector is of
 * @param search words of a look-up by name
 */
record SearchRequest(
    String site, String space, float[] vector, String[] findings, Map<String, JsonNode> search) {}
