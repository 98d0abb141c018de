/** The whole of Vigil on this machine: real broker, real store, real models, killed processes. */
package org.vigil.local.e2e;
