package dev.brushcast.media.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.Rational;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaSourceTest {

    @ParameterizedTest
    @CsvSource({
        "rtmp://user:secret@host:1935/live/my-key, rtmp://host:1935/live/***",
        "rtmps://host/app/instance/key?x=y, rtmps://host/app/***",
        "rtmp://host/live, rtmp://host/live",
        "'srt://host:8890?streamid=publish:cam:user:secret&passphrase=p', srt://host:8890",
        "rtsp://admin:p@ss@camera/stream1, rtsp://camera/stream1",
        "https://host/live/index.m3u8?token=abc#t, https://host/live/index.m3u8",
        "HTTP://host, http://host"
    })
    void secretsOfAUrlAreNotTold(String url, String told) {
        assertThat(MediaSource.parse(url).redacted()).isEqualTo(told);
        assertThat(MediaSource.parse(url).toString()).isEqualTo(told);
    }

    @Test
    void testPicturesTakeTheirOptionsInAnyOrder() {
        assertThat(MediaSource.parse("testsrc")).isEqualTo(new TestSource(640, 360, new Rational(30, 1), null));
        assertThat(MediaSource.parse("testsrc:duration=2.5:rate=30000/1001:size=320x180"))
                .isEqualTo(new TestSource(320, 180, new Rational(30_000, 1001), Duration.ofMillis(2500)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "testsrc:size=big",
                "testsrc:size=8x8",
                "testsrc:rate=0",
                "testsrc:rate=-5",
                "testsrc:duration=0",
                "testsrc:colour=red",
                "testsrc:",
                "testsrc:size=640x360[out0];amovie=/etc/passwd"
            })
    void testPicturesRefuseWhatTheyDoNotUnderstand(String text) {
        assertThatThrownBy(() -> MediaSource.parse(text))
                .isInstanceOf(MediaException.class)
                .hasMessageStartingWith("testsrc");
    }

    @Test
    void anythingElseIsAFile() {
        assertThat(MediaSource.parse("clips/a:b.mp4")).isEqualTo(new MediaSource.LocalFile(Path.of("clips/a:b.mp4")));
        assertThat(MediaSource.parse("file:///tmp/a%20b.mp4"))
                .isEqualTo(new MediaSource.LocalFile(Path.of("/tmp/a b.mp4")));
        assertThat(MediaSource.parse("FILE:/tmp/a.mp4")).isEqualTo(new MediaSource.LocalFile(Path.of("/tmp/a.mp4")));
        assertThat(MediaSource.parse("./concat:a.mp4")).isEqualTo(new MediaSource.LocalFile(Path.of("./concat:a.mp4")));
        assertThat(MediaSource.parse("News: today.mp4"))
                .isEqualTo(new MediaSource.LocalFile(Path.of("News: today.mp4")));
        assertThat(MediaSource.parse("testsrc.mp4")).isEqualTo(new MediaSource.LocalFile(Path.of("testsrc.mp4")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "concat:/etc/passwd|/etc/hosts",
                "concat:http://host/a|http://host/b",
                "concatf:list.txt",
                "subfile,,start,0,end,100,,:/etc/passwd",
                "data:video/mp4;base64,c2VjcmV0",
                "pipe:0",
                "fd:3",
                "crypto:/etc/passwd",
                "crypto+file:///etc/passwd",
                "cache:http://host/a",
                "async:file:/etc/passwd",
                "file:clip.mp4",
                "DATA:,",
                "http,headers,x,:http://host/a"
            })
    void whatOnlyFfmpegTakesForAnAddressIsNoneAndIsNotRepeatedInFull(String text) {
        assertThatThrownBy(() -> MediaSource.parse(text))
                .isInstanceOf(MediaException.class)
                .hasMessageStartingWith("cannot read ")
                .hasMessageContaining("give a file or a URL of one of")
                .hasMessageNotContainingAny("passwd", "c2VjcmV0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://host/a\r\nHost: other", "clip\u0000.mp4", "rtmp://host/live/key\nrtmp://other/live/key"})
    void whatIsMoreThanOneLineIsNoSource(String text) {
        assertThatThrownBy(() -> MediaSource.parse(text))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("in one line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/file.mp4", "concat://a|b", "", "   "})
    void whatCannotBeReadIsRefusedWithWhatCan(String text) {
        assertThatThrownBy(() -> MediaSource.parse(text))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("URL");
    }

    @ParameterizedTest
    @CsvSource({
        "rtmp://0.0.0.0/live/key, rtmp://0.0.0.0/live/key?listen, 0",
        "rtmp://0.0.0.0:1936/live/key?listen, rtmp://0.0.0.0:1936/live/key?listen, 1936",
        "srt://:9000?passphrase=0123456789, srt://:9000?passphrase=0123456789&mode=listener, 9000",
        "tcp://0.0.0.0:9000, tcp://0.0.0.0:9000?listen, 9000",
        "udp://:5000, udp://:5000, 5000",
    })
    void aSourceThatIsWaitedForIsAPortOfThisMachine(String written, String listening, int port) {
        MediaSource.NetworkUrl source = ((MediaSource.NetworkUrl) MediaSource.parse(written)).listening();

        assertThat(source.listens()).isTrue();
        assertThat(source.url()).isEqualTo(listening);
        assertThat(source.port()).isEqualTo(port == 0 ? -1 : port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host/a.ts",
                "rtsp://host/a",
                "rtmps://host/live/key",
                "srt://:9000?streamid=a&mode=listener"
            })
    void whatNobodyCanPublishToIsRefused(String written) {
        assertThatThrownBy(() -> ((MediaSource.NetworkUrl) MediaSource.parse(written)).listening())
                .isInstanceOf(MediaException.class);
    }
}
