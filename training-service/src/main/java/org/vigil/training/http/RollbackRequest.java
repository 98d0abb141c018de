package org.vigil.training.http;

import java.util.Optional;

/** A wish to make the bundle active again that was active before the present one. */
public record RollbackRequest(String by, String reason, Optional<String> expectedActive) {}
