/** Every method from published layout to report, on a few small pictures. */
package org.vigil.models.run;
