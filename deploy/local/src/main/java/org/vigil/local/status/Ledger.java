package org.vigil.local.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** The worklist's count of images: accepted = scored + abstained + rejected + in flight. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Ledger(long accepted, long scored, long abstained, long rejected, long inFlight) {}
