/**
 * The house's words as they stand in HTTP, files and metric labels. Entry type: {@link
 * org.vigil.schemas.word.Words}.
 */
package org.vigil.schemas.word;
