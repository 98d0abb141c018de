/**
 * Server processes that live no longer than their parent. Entry type: {@link
 * org.vigil.embedded.process.ServerProcess}.
 */
package org.vigil.embedded.process;
