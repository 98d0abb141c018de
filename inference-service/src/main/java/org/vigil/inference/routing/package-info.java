/**
 * Which slot a study goes to (docs/routing.md). Entry type: {@link
 * org.vigil.inference.routing.Router}.
 */
package org.vigil.inference.routing;
