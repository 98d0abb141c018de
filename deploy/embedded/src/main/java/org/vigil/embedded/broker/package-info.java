/**
 * The broker's side of the process boundary. Entry type: {@link
 * org.vigil.embedded.broker.BrokerMain}.
 */
package org.vigil.embedded.broker;
