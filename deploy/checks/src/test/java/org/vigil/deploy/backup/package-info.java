/**
 * What the scripts of deploy/bad-days take and refuse, without a stack. Entry type {@link
 * org.vigil.deploy.backup.BackUpTest}.
 */
package org.vigil.deploy.backup;
