/**
 * Holds what operators look at against the code: the page of metrics, the dashboards and the alert
 * rules name only metrics and labels that exist. Entry types are the test classes.
 */
package org.vigil.deploy.metrics;
