/**
 * Puts the service together, starts it, and says how it does. Entry type: {@link
 * org.vigil.worklist.service.WorklistLifecycle}.
 */
package org.vigil.worklist.service;
