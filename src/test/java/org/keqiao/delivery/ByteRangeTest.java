package org.keqiao.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fault.FaultException;

class ByteRangeTest {

  @Property
  void range_withinTheFile_isExactlyThat(
      @ForAll @LongRange(min = 1, max = 50) long length,
      @ForAll @LongRange(min = 0, max = 60) long first,
      @ForAll @LongRange(min = 0, max = 60) long last) {
    String header = "bytes=%d-%d".formatted(first, last);
    if (last < first || first >= length) {
      assertThatThrownBy(() -> ByteRange.parse(header, length)).isInstanceOf(FaultException.class);
    } else {
      assertThat(ByteRange.parse(header, length))
          .contains(new ByteRange(first, Math.min(last, length - 1)));
    }
  }

  @Property
  void suffix_isTheEndOfTheFile(
      @ForAll @LongRange(min = 1, max = 50) long length,
      @ForAll @LongRange(min = 1, max = 60) long suffix) {
    assertThat(ByteRange.parse("bytes=-" + suffix, length))
        .contains(new ByteRange(Math.max(0, length - suffix), length - 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bytes", "bytes=", "bytes=0-1,3-4", "lines=0-1", "bytes =0-1"})
  void header_thatIsNoSingleRange_isPassedOver(String header) {
    assertThat(ByteRange.parse(header, 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=10-", "bytes=99999999999999999999-", "bytes=-0", "bytes=-", "bytes=a-b"})
  void range_beyondTheEnd_isRefused(String header) {
    assertThatThrownBy(() -> ByteRange.parse(header, 10)).isInstanceOf(FaultException.class);
  }
}
