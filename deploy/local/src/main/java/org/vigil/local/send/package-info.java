/**
 * Studies on their way to the front door: what to send, and sending it. Entry types: {@link
 * org.vigil.local.send.FileShipments}, {@link org.vigil.local.send.Sender}.
 *
 * <p>Invariants: every shipment ends in exactly one delivery; nothing is sent whose kind nobody
 * knows; file names and identifying columns stay on this machine.
 */
package org.vigil.local.send;
