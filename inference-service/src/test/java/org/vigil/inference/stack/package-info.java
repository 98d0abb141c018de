/**
 * What the integration tests share: studies, bundles, topics, and the packaged service with a
 * broker and a store. Entry types: {@link org.vigil.inference.stack.ScoringService} (started by
 * Quarkus), {@link org.vigil.inference.stack.InferenceProcess} (may be killed).
 */
package org.vigil.inference.stack;
