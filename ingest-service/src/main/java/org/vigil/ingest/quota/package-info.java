/**
 * Keeps one site's flood from being every site's. Entry type: {@link
 * org.vigil.ingest.quota.SiteQuotas}.
 *
 * <p>Invariant: what one site sends changes nothing of what another may send.
 */
package org.vigil.ingest.quota;
