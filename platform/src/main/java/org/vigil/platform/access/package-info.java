/**
 * Who asks, and what they may do (docs/access.md). Entry types: {@link
 * org.vigil.platform.access.Callers} for who, {@link org.vigil.platform.access.AccessMatrix} for
 * what.
 *
 * <p>Invariants: with sign-on on, what the matrix does not allow is denied; a caller sees and sends
 * for its own sites only. With sign-on off everybody is {@link
 * org.vigil.platform.access.Caller#LOCAL}.
 */
package org.vigil.platform.access;
