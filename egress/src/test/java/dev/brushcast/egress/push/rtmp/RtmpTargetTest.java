package dev.brushcast.egress.push.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.push.PushAddress;
import org.junit.jupiter.api.Test;

class RtmpTargetTest {

    @Test
    void theStreamKeyIsNeverShown() {
        assertThat(target("rtmp://user:pw@live.example:1936/app/sk_us_123?token=abc")
                        .toString())
                .isEqualTo("rtmp://live.example:1936/app/***");
        assertThat(target("rtmp://live.example/key").toString()).isEqualTo("rtmp://live.example/***");
        assertThat(target("rtmps://live.example/app/instance/key").toString())
                .isEqualTo("rtmps://live.example/app/***");
    }

    private static RtmpTarget target(String address) {
        return new RtmpTarget(PushAddress.parse(address));
    }
}
