package dev.brushcast.egress.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushAddressTest {

    private static final String SECRET = "s3cret";

    @ParameterizedTest
    @CsvSource({
        "rtmp://user:s3cret@live.example:1936/app/s3cret?token=s3cret, rtmp://live.example:1936/app/***",
        "rtmps://live.example/app/instance/s3cret, rtmps://live.example/app/***",
        "rtmp://[2001:db8::1]/app/s3cret, rtmp://[2001:db8::1]/app/***",
        "srt://live.example:9000?passphrase=s3cret-words&streamid=s3cret, srt://live.example:9000",
        "'srt://live.example:9000?streamid=#!::r=s3cret,m=publish&latency=200000', srt://live.example:9000",
        "srt://:9000?mode=listener&passphrase=s3cret-words, srt://:9000",
    })
    void anAddressIsShownWithoutItsSecretsAndOpenedWithThem(String written, String shown) {
        PushAddress address = PushAddress.parse(written);

        assertThat(address).hasToString(shown);
        assertThat(shown).doesNotContain(SECRET);
        assertThat(address.url()).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/s3cret, 'write rtmp://HOST/APP/KEY, rtmps://HOST/APP/KEY, srt://HOST:PORT'",
        "s3cret, 'write rtmp://HOST/APP/KEY, rtmps'",
        "rtmp:///app/s3cret, rtmp://HOST/APP/KEY",
        "rtmp://host, rtmp://HOST/APP/KEY",
        "rtmp://host:0/app/s3cret, 1 to 65535",
        "rtmp://host:70000/app/s3cret, 1 to 65535",
        "rtmp://ho st/app/s3cret, rtmp://HOST/APP/KEY",
        "srt://host?passphrase=s3cret-words, names its port",
        "srt://:9000?passphrase=s3cret-words, add mode=listener",
        "srt://host:9000?passphrase=s3cret, 10 to 79",
        "srt://host:9000?mode=s3cret, 'caller, listener or rendezvous'",
        "srt://host:9000?pbkeylen=12, '16, 24 or 32'",
        "srt://host:9000?latency=120ms, microseconds",
    })
    void whatCannotBePushedToIsRefusedWithWhatWorksAndWithoutSecrets(String written, String said) {
        assertThatThrownBy(() -> PushAddress.parse(written))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining(SECRET)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "rtmp://HOST/live/key, rtmp://host:1935/live/key",
        "rtmps://host/live/key, rtmps://u:p@host:443/live/key",
        "srt://host:9000?streamid=a&latency=1, srt://host:9000?passphrase=0123456789&streamid=a",
        "srt://:9000?mode=listener, srt://:9000?mode=listener&latency=5",
    })
    void theSamePlaceIsKnownHoweverItIsWritten(String one, String other) {
        assertThat(PushAddress.parse(one).isSamePlaceAs(PushAddress.parse(other)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "rtmp://host/live/a, rtmp://host/live/b",
        "rtmp://host/live/a, rtmps://host/live/a",
        "rtmp://host/live/a?id=1, rtmp://host/live/a?id=2",
        "srt://host:9000?streamid=a, srt://host:9000?streamid=b",
        "srt://host:9000, srt://host:9001",
    })
    void otherKeysAndPortsAreOtherPlaces(String one, String other) {
        assertThat(PushAddress.parse(one).isSamePlaceAs(PushAddress.parse(other)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"srt://:9000?mode=listener", "srt://0.0.0.0:9000?latency=1&mode=listener"})
    void aListenerIsToldFromACaller(String written) {
        assertThat(PushAddress.parse(written).listens()).isTrue();
    }

    @Test
    void aCallerDoesNotListen() {
        assertThat(PushAddress.parse("srt://host:9000?mode=caller").listens()).isFalse();
        assertThat(PushAddress.parse("rtmp://host/app/mode=listener").listens()).isFalse();
    }
}
