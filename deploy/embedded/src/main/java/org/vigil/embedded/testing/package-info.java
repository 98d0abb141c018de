/**
 * What tests of several modules stand on. Entry types: {@link
 * org.vigil.embedded.testing.EmbeddedStack} for the servers under a Quarkus test, {@link
 * org.vigil.embedded.testing.MemoryStore} for unit tests.
 */
package org.vigil.embedded.testing;
