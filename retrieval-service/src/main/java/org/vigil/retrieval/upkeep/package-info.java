/**
 * What is done from time to time beside the feed. Entry type: {@link
 * org.vigil.retrieval.upkeep.Upkeep}.
 *
 * <p>Invariants: one thing at a time, at low priority; one that fails is tried again and holds up
 * nothing.
 */
package org.vigil.retrieval.upkeep;
