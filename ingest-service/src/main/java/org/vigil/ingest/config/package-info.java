/**
 * What can be configured, with safe defaults. Entry type: {@link
 * org.vigil.ingest.config.IngestSettings}.
 */
package org.vigil.ingest.config;
