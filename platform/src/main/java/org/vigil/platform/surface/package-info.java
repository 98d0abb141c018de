/**
 * What every HTTP answer of every service has in common (docs/security.md). Entry type: {@link
 * org.vigil.platform.surface.AnswerHeaders}.
 *
 * <p>Invariant: no answer goes out without headers that keep browsers from running, framing, typing
 * anew or keeping it; a service may say something stricter or, for its own page, something else.
 */
package org.vigil.platform.surface;
