/**
 * What happens to the process when a part of it that it cannot do without ends. Entry type: {@link
 * org.vigil.inference.lifecycle.EssentialThread}.
 */
package org.vigil.inference.lifecycle;
