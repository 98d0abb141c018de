/**
 * The embedded servers under a {@code @QuarkusTest}. Entry type: {@link
 * org.vigil.embedded.testing.EmbeddedStack}.
 */
package org.vigil.embedded.testing;
