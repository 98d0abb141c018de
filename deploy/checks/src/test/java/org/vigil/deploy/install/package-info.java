/**
 * Follows docs/install.md line by line, as far as that goes without a cluster, and holds the
 * settings that compose and manifests make against those that the services know. Entry types are
 * the test classes.
 */
package org.vigil.deploy.install;
