/**
 * The words that services share: events, topics, object keys, identifiers, reasons and the bundle
 * manifest's schema.
 *
 * <p>Depends on nothing of ours, and holds no logic beyond naming, encoding and validating. The
 * plan behind the names is docs/DESIGN.md, sections 1 and 3.
 */
package org.vigil.schemas;
