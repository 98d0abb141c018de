/**
 * The HTTP paths of the worklist (docs/worklist.md); each resource only translates. Entry type:
 * {@link org.vigil.worklist.http.WorklistResource}.
 */
package org.vigil.worklist.http;
