/**
 * Networks, losses, preprocessing, metrics, data sets and bundles: the library under inference and
 * training.
 *
 * <p>Knows no Kafka, no HTTP and no Quarkus. Entry types: {@link
 * org.vigil.models.network.Networks}, {@link org.vigil.models.bundle.Bundle}, {@link
 * org.vigil.models.scoring.Scorer}.
 */
package org.vigil.models;
