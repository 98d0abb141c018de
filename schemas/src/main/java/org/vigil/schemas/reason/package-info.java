/**
 * Why an image or study ended without scores: the fixed lists behind {@code reason} in events,
 * pages and metric labels. Written with {@link org.vigil.schemas.word.Words#of}.
 */
package org.vigil.schemas.reason;
