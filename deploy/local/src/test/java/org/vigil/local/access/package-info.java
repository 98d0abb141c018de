/** Sign-on, roles and sites over the whole stack (docs/access.md). */
package org.vigil.local.access;
