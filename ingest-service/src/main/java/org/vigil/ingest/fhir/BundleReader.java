package org.vigil.ingest.fhir;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Media;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.vigil.ingest.order.Order;
import org.vigil.schemas.event.Priority;

/** Reads what triage needs of a bundle, following references within it. For one bundle. */
final class BundleReader {
  private static final int LONGEST_INDICATION = 200;

  private final Map<String, Resource> byName = new HashMap<>();
  private final LocalDate today;

  /**
   * @param today counts for the age where a request has no date
   */
  BundleReader(Bundle bundle, LocalDate today) {
    this.today = today;
    for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
      Resource resource = entry.getResource();
      if (resource != null) {
        byName.put(entry.getFullUrl() == null ? "#" + byName.size() : entry.getFullUrl(), resource);
        if (resource.getIdElement().hasIdPart()) {
          byName.put(resource.fhirType() + "/" + resource.getIdElement().getIdPart(), resource);
        }
      }
    }
  }

  /** One order for each accession number of a ServiceRequest, ImagingStudy or Media. */
  List<Order> orders() {
    Map<String, Order> orders = new LinkedHashMap<>();
    for (Resource resource : resources()) {
      switch (resource) {
        case ServiceRequest request ->
            add(orders, request.getIdentifier(), request.getSubject(), Optional.of(request));
        case ImagingStudy study ->
            add(orders, study.getIdentifier(), study.getSubject(), request(study.getBasedOn()));
        case Media media ->
            add(orders, media.getIdentifier(), media.getSubject(), request(media.getBasedOn()));
        default -> {} // Told in the answer.
      }
    }
    return List.copyOf(orders.values());
  }

  /** Patients for whom the bundle has no order: their details have changed. */
  List<org.vigil.ingest.order.Patient> updates() {
    List<String> ordered =
        orders().stream().flatMap(order -> order.patient().stream()).map(p -> p.id()).toList();
    return resources().stream()
        .filter(Patient.class::isInstance)
        .flatMap(resource -> patient((Patient) resource).stream())
        .filter(patient -> !ordered.contains(patient.id()))
        .distinct()
        .toList();
  }

  private Collection<Resource> resources() {
    return byName.values().stream().distinct().toList();
  }

  private void add(
      Map<String, Order> orders,
      List<Identifier> identifiers,
      Reference subject,
      Optional<ServiceRequest> request) {
    Optional<String> accession =
        accession(identifiers).or(() -> request.flatMap(r -> accession(r.getIdentifier())));
    accession.ifPresent(
        number -> {
          Order order = order(number, subject, request);
          if (request.isPresent() || !orders.containsKey(number)) {
            orders.put(number, order);
          }
        });
  }

  private Order order(String accession, Reference subject, Optional<ServiceRequest> request) {
    return new Order(
        accession,
        find(subject, Patient.class).flatMap(BundleReader::patient),
        request.filter(ServiceRequest::hasPriority).map(BundleReader::priority),
        request.flatMap(BundleReader::indication),
        request.flatMap(BundleReader::day).orElse(today));
  }

  /** Identifiers of type ACSN (HL7 v2 table 0203). */
  private static Optional<String> accession(List<Identifier> identifiers) {
    return identifiers.stream()
        .filter(
            identifier ->
                identifier.getType().getCoding().stream()
                    .anyMatch(coding -> "ACSN".equals(coding.getCode())))
        .map(Identifier::getValue)
        .filter(value -> value != null && !value.isBlank())
        .findFirst();
  }

  private Optional<ServiceRequest> request(List<Reference> basedOn) {
    return basedOn.stream()
        .flatMap(reference -> find(reference, ServiceRequest.class).stream())
        .findFirst();
  }

  private <T extends Resource> Optional<T> find(Reference reference, Class<T> type) {
    return Optional.ofNullable(reference.getReference())
        .map(byName::get)
        .filter(type::isInstance)
        .map(type::cast);
  }

  private static Priority priority(ServiceRequest request) {
    return request.getPriority() == ServiceRequest.ServiceRequestPriority.ROUTINE
        ? Priority.ROUTINE
        : Priority.STAT;
  }

  /** The display of a coded reason: free text might name the patient. */
  private static Optional<String> indication(ServiceRequest request) {
    return request.getReasonCode().stream()
        .map(CodeableConcept::getCoding)
        .flatMap(List::stream)
        .filter(Coding::hasCode)
        .flatMap(coding -> Stream.ofNullable(coding.getDisplay()))
        .map(text -> text.replaceAll("\\p{Cntrl}", " "))
        .map(text -> text.substring(0, Math.min(text.length(), LONGEST_INDICATION)))
        .findFirst();
  }

  private static Optional<LocalDate> day(ServiceRequest request) {
    return Optional.ofNullable(request.getAuthoredOn())
        .map(date -> date.toInstant().atZone(ZoneOffset.UTC).toLocalDate());
  }

  private static Optional<org.vigil.ingest.order.Patient> patient(Patient patient) {
    return patient.getIdentifier().stream()
        .map(Identifier::getValue)
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .map(
            id ->
                new org.vigil.ingest.order.Patient(
                    id,
                    Optional.ofNullable(patient.getBirthDateElement().getValueAsString())
                        .filter(text -> text.length() == "2000-01-01".length())
                        .map(LocalDate::parse),
                    sex(patient.getGender()),
                    identity(patient)));
  }

  private static Optional<String> sex(AdministrativeGender gender) {
    if (gender == null) {
      return Optional.empty();
    }
    return switch (gender) {
      case FEMALE, MALE, OTHER -> Optional.of(gender.toCode());
      default -> Optional.empty();
    };
  }

  private static Map<String, String> identity(Patient patient) {
    Map<String, String> identity = new LinkedHashMap<>();
    if (patient.hasName()) {
      List<String> name = new ArrayList<>();
      name.add(patient.getNameFirstRep().getFamily());
      name.add(patient.getNameFirstRep().getGivenAsSingleString());
      name.removeIf(part -> part == null || part.isBlank());
      identity.put("PatientName", String.join("^", name));
    }
    if (patient.hasBirthDate()) {
      identity.put("PatientBirthDate", patient.getBirthDateElement().getValueAsString());
    }
    return identity;
  }
}
