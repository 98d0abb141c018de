/**
 * Events to bytes and back: Avro in single-object encoding. Entry type: {@link
 * org.vigil.schemas.codec.EventCodec}.
 *
 * <p>Invariant: a codec reads what any earlier version of Vigil wrote; {@code history/} holds the
 * schemas of those versions, and the build fails when the present one cannot read them.
 */
package org.vigil.schemas.codec;
