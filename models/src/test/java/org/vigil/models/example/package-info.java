/**
 * The examples of {@code docs/models.md}, so that they compile. Entry type: {@link
 * org.vigil.models.example.ExamplesTest}, which compares both.
 */
package org.vigil.models.example;
