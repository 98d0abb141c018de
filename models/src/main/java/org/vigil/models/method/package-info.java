/**
 * The published methods, one package each: network, loss, training recipe and prediction scheme.
 * Here is what they share. Entry types: the methods' configurations, such as {@link
 * org.vigil.models.method.jif.JifSettings}.
 *
 * <p>Invariant: the papers' values are the defaults, with the section beside each.
 */
package org.vigil.models.method;
