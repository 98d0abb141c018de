/**
 * The worklist: places every accepted study, shows it, and takes the readers' verdicts.
 *
 * <p>Studies flow from {@code topology} (Kafka Streams, one owner per study) through a compacted
 * topic into {@code view} (every instance, in memory), which {@code http} and {@code live} serve.
 */
package org.vigil.worklist;
