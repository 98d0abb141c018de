/** Tests of the explanations against their definitions, computed in another way. */
package org.vigil.models.explanation;
