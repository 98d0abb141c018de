/**
 * FHIR R4 in: bundles of ServiceRequest, Patient, ImagingStudy and Media that tell of orders. Entry
 * types: {@link org.vigil.ingest.fhir.FhirResource} (HTTP), {@link
 * org.vigil.ingest.fhir.BundleReader}.
 *
 * <p>Invariants: a bundle is answered as taken only when store and broker have its effects; it is
 * kept whole in the identity bucket; nothing of it is logged.
 */
package org.vigil.ingest.fhir;
