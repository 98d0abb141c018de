/**
 * The local stack as a library. Entry type: {@link org.vigil.local.stack.LocalStack}.
 *
 * <p>Invariants: one stack per folder; every port is on loopback; topics and buckets exist before a
 * service starts; a failed start leaves no process behind.
 */
package org.vigil.local.stack;
