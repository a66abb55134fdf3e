package org.keqiao.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Healing every difference that is named makes the catalogue the library. */
class MergeJoinTest {

  @Provide
  Arbitrary<Map<String, Long>> versions() {
    Arbitrary<String> ids =
        Arbitraries.strings().withChars("ab-0").ofMinLength(1).ofMaxLength(4).map(id -> "a" + id);
    return Arbitraries.maps(ids, Arbitraries.longs().between(1, 3)).ofMaxSize(12);
  }

  @Property
  void differences_whenHealed_leaveNone(
      @ForAll("versions") Map<String, Long> library, @ForAll("versions") Map<String, Long> cards) {
    Map<String, Long> healed = new HashMap<>(cards);
    long counted =
        MergeJoin.differences(
            sorted(library).iterator(),
            sorted(cards).iterator(),
            difference -> {
              switch (difference) {
                case Difference.Behind behind -> healed.put(behind.id().value(), behind.version());
                case Difference.Orphan orphan -> healed.remove(orphan.id().value());
              }
            });
    assertThat(healed).isEqualTo(library);
    assertThat(counted).isEqualTo(library.size());
  }

  @Property
  void differences_ofEqualSides_areNone(@ForAll("versions") Map<String, Long> both) {
    List<Difference> found = new ArrayList<>();
    MergeJoin.differences(sorted(both).iterator(), sorted(both).iterator(), found::add);
    assertThat(found).isEmpty();
  }

  private static List<RecordVersion> sorted(Map<String, Long> versions) {
    return versions.entrySet().stream()
        .map(entry -> new RecordVersion(new Id(entry.getKey()), entry.getValue()))
        .sorted(MergeJoin.KEY_ORDER)
        .toList();
  }
}
