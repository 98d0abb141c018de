/**
 * Makes container images of what the build left under {@code target}, as tar files, with Jib and
 * without Docker. Entry type {@link org.vigil.images.BuildImages}; {@link
 * org.vigil.images.ServiceImage} says what is in an image. The same inputs give the same image, bit
 * for bit.
 */
package org.vigil.images;
