/**
 * The object store behind a port of a few methods. Entry type: {@link
 * org.vigil.platform.store.ObjectStore}.
 *
 * <p>Invariant: an object is visible whole or not at all, and a put that returned is durable.
 */
package org.vigil.platform.store;
