/**
 * Where objects lie: buckets and keys as types. Entry type: {@link
 * org.vigil.schemas.store.ObjectKeys}.
 *
 * <p>Invariant: no key holds a name, date or other direct identifier; those live in {@link
 * org.vigil.schemas.store.Bucket#IDENTITY} only, under opaque keys.
 */
package org.vigil.schemas.store;
