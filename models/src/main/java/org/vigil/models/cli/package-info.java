/**
 * The commands of the library: {@code ./vigil train} and {@code ./vigil model}. Entry type: {@link
 * org.vigil.models.cli.ModelsCommand}.
 */
package org.vigil.models.cli;
