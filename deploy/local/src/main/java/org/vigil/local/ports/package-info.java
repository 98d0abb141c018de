/**
 * Who uses which loopback port of this machine. Entry types: {@link
 * org.vigil.local.ports.LoopbackPort}, {@link org.vigil.local.ports.PortOwner}.
 */
package org.vigil.local.ports;
