package org.vigil.platform.access;

/**
 * One line of the matrix: who may use an endpoint.
 *
 * @param method HTTP method
 * @param path below the service's root
 * @param who is let in
 * @param site what it does about the caller's sites
 */
public record AccessRule(String method, PathTemplate path, Admission who, SiteRule site) {

  /** The endpoint's name, the same however its path's parameters are called. */
  public String endpoint() {
    return method + " " + path.shape();
  }
}
