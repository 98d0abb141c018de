/**
 * Runs the programs that operators use (promtool, kubectl) where they are at hand; a test that
 * needs one that is absent skips with a message. Entry type {@link org.vigil.deploy.tool.Tool}.
 */
package org.vigil.deploy.tool;
