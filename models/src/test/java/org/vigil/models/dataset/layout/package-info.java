/** Small data sets in exactly the published form, and the real tables where they are at hand. */
package org.vigil.models.dataset.layout;
