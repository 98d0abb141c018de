/**
 * Holds deploy/k8s against schemas, against the house's policy for clusters, and against the code:
 * topics, rights and buckets. Entry type {@link org.vigil.deploy.cluster.Overlay}; needs kubectl or
 * kustomize, and deploy/k8s/fetch-schemas for the schemas.
 */
package org.vigil.deploy.cluster;
