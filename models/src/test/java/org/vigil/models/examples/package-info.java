/**
 * The examples of the methods' pages, {@code docs/models/*.md}, as code that compiles and runs.
 * Entry type: {@link org.vigil.models.examples.DocumentedExamplesTest}, which fails where a page
 * shows something else.
 */
package org.vigil.models.examples;
