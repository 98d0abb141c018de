/**
 * What the tests of the methods share. Entry type: {@link org.vigil.models.method.MethodGolden},
 * which compares a module or a network with its reference values.
 */
package org.vigil.models.method;
