package org.vigil.retrieval.lookup;

import java.util.Set;
import org.vigil.retrieval.cases.Visibility;
import org.vigil.retrieval.cases.Visibility.ConsentRule;

/**
 * Says for each site whose cases its readers may see.
 *
 * @param sharingSites sites whose cases every site may see
 * @param consent where a patient's yes is needed
 */
public record Sight(Set<String> sharingSites, ConsentRule consent) {

  public Visibility of(String site) {
    return new Visibility(site, sharingSites, consent);
  }
}
