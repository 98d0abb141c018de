/**
 * The object store's side of the process boundary. Entry type: {@link
 * org.vigil.embedded.store.StoreMain}.
 */
package org.vigil.embedded.store;
