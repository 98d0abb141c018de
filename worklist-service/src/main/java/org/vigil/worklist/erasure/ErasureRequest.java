package org.vigil.worklist.erasure;

import java.util.Optional;

/** An erasure as a client asks for it, not yet looked at: the words of docs/events.md. */
public record ErasureRequest(
    Optional<String> scope, Optional<String> reason, Optional<String> by) {}
