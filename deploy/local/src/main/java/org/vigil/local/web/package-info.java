/**
 * The services' HTTP, as the commands use it. Entry types: {@link
 * org.vigil.local.web.IngestClient}, {@link org.vigil.local.web.WorklistClient}.
 */
package org.vigil.local.web;
