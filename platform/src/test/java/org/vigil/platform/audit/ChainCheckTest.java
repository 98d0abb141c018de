package org.vigil.platform.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.platform.audit.ChainFault.Changed;
import org.vigil.platform.audit.ChainFault.CutOff;
import org.vigil.platform.audit.ChainFault.Foreign;
import org.vigil.platform.audit.ChainFault.Inserted;
import org.vigil.platform.audit.ChainFault.Removed;
import org.vigil.platform.audit.ChainFault.Reordered;
import org.vigil.schemas.event.AuditRecorded;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.topic.EventHeaders;

class ChainCheckTest {
  private static final int LENGTH = 10;

  private final List<ConsumerRecord<String, byte[]>> records = Chains.chain(LENGTH, 0);
  private final String writer = records.getFirst().key();

  @Test
  void whatIsAsItWasWrittenHasNoFaults() {
    records.addAll(Chains.chain(3, LENGTH));
    assertEquals(List.of(), faults());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 9})
  void aChangedRecordIsNamed(int index) {
    records.set(index, Chains.changed(records.get(index)));
    assertEquals(List.of(new Changed(writer, index + 1)), faults());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 8})
  void aChangedRecordWhoseIdWasMadeToFitIsNamed(int index) {
    byte[] value = Chains.changed(records.get(index)).value();
    records.set(index, Chains.at(index, writer, value, id(index + 1, value)));
    assertEquals(List.of(new Changed(writer, index + 1)), faults());
  }

  @Test
  void aRemovedRecordIsNamed() {
    records.remove(4);
    assertEquals(List.of(new Removed(writer, 5, 5)), faults());
  }

  @Test
  void aRemovedBeginningIsNamed() {
    records.subList(0, 3).clear();
    assertEquals(List.of(new CutOff(0, 3), new Removed(writer, 1, 3)), faults());
  }

  @Test
  void severalRemovedRecordsAreNamedTogether() {
    records.subList(2, 7).clear();
    assertEquals(List.of(new Removed(writer, 3, 7)), faults());
  }

  @Test
  void twoRecordsThatChangedPlacesAreNamed() {
    Collections.swap(records, 4, 5);
    assertEquals(List.of(new Reordered(writer, 5)), faults());
  }

  @Test
  void aRecordThatWasMovedFarBackIsNamedAndNothingIsSaidToBeMissing() {
    records.add(records.remove(2));
    assertEquals(List.of(new Reordered(writer, 3)), faults());
  }

  @Test
  void anInsertedRecordIsNamed() {
    AuditRecorded twin = Chains.CODEC.decode(records.get(4).value());
    twin.put("act", "image-shown");
    byte[] value = Chains.CODEC.encode(twin);
    records.add(5, Chains.at(77, writer, value, id(5, value)));
    assertEquals(List.of(new Inserted(writer, 5, 0, 77)), faults());
  }

  @Test
  void bytesThatAreNoAuditRecordAreNamed() {
    records.add(Chains.at(99, writer, new byte[] {1, 2, 3}, new RecordHeaders()));
    assertEquals(List.of(new Foreign(0, 99)), faults());
  }

  @Test
  void aRecordUnderTheKeyOfAnotherWriterIsNamed() {
    ConsumerRecord<String, byte[]> last = records.removeLast();
    records.add(Chains.at(9, "somebody-else", last.value(), new RecordHeaders(last.headers())));
    assertEquals(List.of(new Foreign(0, 9)), faults());
  }

  @Test
  void aRemovedEndIsFoundByWhatAnEarlierCheckSaw() {
    Map<String, ChainHead> heads = heads();
    records.subList(7, 10).clear();
    assertEquals(List.of(), faults());
    assertEquals(List.of(new Removed(writer, 8, 10)), faults(heads));
  }

  @Test
  void aWholeChainThatIsGoneIsFoundByWhatAnEarlierCheckSaw() {
    List<ConsumerRecord<String, byte[]>> other = Chains.chain(3, LENGTH);
    records.addAll(other);
    Map<String, ChainHead> heads = heads();
    records.removeAll(other);
    assertEquals(List.of(new Removed(other.getFirst().key(), 1, 3)), faults(heads));
  }

  @Test
  void aChainThatWasMadeAgainFromTheMiddleIsFoundByWhatAnEarlierCheckSaw() {
    Map<String, ChainHead> heads = heads();
    String previous = "";
    for (int i = 0; i < LENGTH; i++) { // Whoever knows how a chain is made can make it again.
      AuditRecorded said = Chains.CODEC.decode(records.get(i).value());
      if (i >= 5) {
        said.put("previous", previous);
        said.put("detail", "another one");
      }
      byte[] value = Chains.CODEC.encode(said);
      previous = Sha256.of(value).hex();
      records.set(i, Chains.at(i, writer, value, id(i + 1, value)));
    }
    assertEquals(List.of(), faults());
    assertEquals(List.of(new Changed(writer, LENGTH)), faults(heads));
  }

  @Test
  void aChainThatWentOnSinceTheLastCheckIsFine() {
    List<ConsumerRecord<String, byte[]>> all = new ArrayList<>(records);
    records.subList(6, 10).clear();
    Map<String, ChainHead> heads = heads();
    records.clear();
    records.addAll(all);
    assertEquals(List.of(), faults(heads));
  }

  private RecordHeaders id(long sequence, byte[] value) {
    String id = "audit/%s/%d/%s".formatted(writer, sequence, Sha256.of(value));
    RecordHeaders headers = new RecordHeaders();
    headers.add(EventHeaders.ID, id.getBytes(StandardCharsets.UTF_8));
    return headers;
  }

  private List<ChainFault> faults() {
    return faults(Map.of());
  }

  private List<ChainFault> faults(Map<String, ChainHead> earlier) {
    ChainCheck check = new ChainCheck(earlier);
    records.forEach(check::see);
    return check.finish();
  }

  private Map<String, ChainHead> heads() {
    ChainCheck check = new ChainCheck(Map.of());
    records.forEach(check::see);
    return check.heads();
  }
}
