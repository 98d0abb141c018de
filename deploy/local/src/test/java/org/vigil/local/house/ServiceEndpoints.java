package org.vigil.local.house;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.vigil.platform.access.PathTemplate;

/** The endpoints that a service's resources offer, read from their annotations. */
final class ServiceEndpoints {
  private static final String JAX_RS = "jakarta.ws.rs.";
  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

  private ServiceEndpoints() {}

  /**
   * Each as {@code GET /api/studies/{}}.
   *
   * @param classes a module's compiled classes
   */
  static Set<String> in(Path classes) {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : new ClassFileImporter().importPath(classes)) {
      if (path(type).isEmpty()) {
        continue;
      }
      for (JavaMethod method : type.getMethods()) {
        for (JavaAnnotation<?> annotation : method.getAnnotations()) {
          String name = annotation.getRawType().getName();
          if (name.startsWith(JAX_RS) && METHODS.contains(name.substring(JAX_RS.length()))) {
            String path = join(path(type), path(method));
            found.add(name.substring(JAX_RS.length()) + " " + PathTemplate.parse(path).shape());
          }
        }
      }
    }
    return found;
  }

  private static String path(HasAnnotations<?> annotated) {
    return annotated.getAnnotations().stream()
        .filter(a -> a.getRawType().getName().equals(JAX_RS + "Path"))
        .map(a -> (String) a.get("value").orElseThrow())
        .findFirst()
        .orElse("");
  }

  private static String join(String of, String below) {
    return of + (below.isEmpty() || below.startsWith("/") ? below : "/" + below);
  }
}
