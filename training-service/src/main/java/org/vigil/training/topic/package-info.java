/**
 * The registry's two topics: models.bundles and models.active. Entry types: {@link
 * org.vigil.training.topic.KafkaRegistryLog} writes, {@link
 * org.vigil.training.topic.RegistryFollower} reads.
 *
 * <p>Invariant: what was acknowledged is read back after any restart.
 */
package org.vigil.training.topic;
