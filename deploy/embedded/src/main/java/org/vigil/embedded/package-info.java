/**
 * A real Kafka broker and an S3-compatible store as child processes of the local stack and of
 * tests. Entry type: {@link org.vigil.embedded.EmbeddedServers}.
 *
 * <p>Invariants: both listen on loopback only, keep their data over a restart, and end when their
 * parent ends.
 */
package org.vigil.embedded;
