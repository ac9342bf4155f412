package dev.headwater.jobs.flink;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.jobs.platform.TestingPlatform;
import dev.headwater.lake.LakeException.Actor;
import java.net.URI;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class FlinkRestTest {
  @Test
  void anAddressWhereNobodyListensIsNamed() {
    URI url = URI.create("http://127.0.0.1:" + TestingPlatform.freePorts().base());

    assertThatThrownBy(() -> new FlinkRest(url).jobs())
        .hasMessage("Flink is not reachable at " + url + "; start the platform with `headwater up`")
        .asInstanceOf(InstanceOfAssertFactories.type(ProgressException.class))
        .extracting(ProgressException::actor)
        .isEqualTo(Actor.EXTERNAL);
  }
}
