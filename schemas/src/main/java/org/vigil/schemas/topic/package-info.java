/**
 * Topics and record headers by name. Entry types: {@link org.vigil.schemas.topic.Topics} and {@link
 * org.vigil.schemas.topic.EventHeaders}.
 *
 * <p>Invariant: whoever reads or writes a topic takes its name from here, and whoever creates one
 * takes its partitions and retention from here (docs/events.md).
 */
package org.vigil.schemas.topic;
