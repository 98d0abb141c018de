/**
 * Errors to HTTP clients as RFC 9457 problem+json. Entry type: {@link
 * org.vigil.platform.problem.ProblemException}.
 *
 * <p>Invariant: a problem says what to do next, and never repeats an identifier or a stack trace.
 */
package org.vigil.platform.problem;
