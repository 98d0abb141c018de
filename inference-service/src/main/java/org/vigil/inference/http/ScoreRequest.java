package org.vigil.inference.http;

import java.util.Map;

/**
 * The {@code study} part of {@code POST /api/score}.
 *
 * @param kind chest-xray, skin or tongue
 * @param site whose thresholds apply; {@code local} when absent
 * @param role what the image shows; frontal, clinical or tongue by kind when absent
 * @param slot asks for a slot
 * @param metadata by published name
 */
public record ScoreRequest(
    String kind, String site, String role, String slot, Map<String, String> metadata) {}
