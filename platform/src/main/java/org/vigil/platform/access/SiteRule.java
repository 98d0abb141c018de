package org.vigil.platform.access;

/** What an endpoint does about the sites of its caller. */
public enum SiteRule {
  /** Nothing that it takes or gives belongs to a site. */
  NONE,
  /** Of many things it gives those of the caller's sites. */
  FILTERED,
  /** What belongs to another site is to the caller as if it were not there: 404. */
  HIDDEN,
  /** What is sent or asked in another site's name is refused: 403. */
  REFUSED,
  /** It looks over all sites, which is what its roles are for. */
  ALL
}
