package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.VideoFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinceEpochTest {

    @Test
    void anEarlierEpochIsNotRecordedASecondTime() {
        Collected sink = new Collected();
        try (PartSink since = SinceEpoch.of(3, sink)) {
            for (long epoch = 2; epoch <= 4; epoch++) {
                since.begin(new Initialisation(Film.epoch(epoch), new byte[0], "avc1.640014"));
                since.part(MuxedPart.whole(epoch, new byte[0], 0, 1, 1));
                since.epochEnded();
            }
            since.end();
        }

        assertThat(sink.epochs)
                .extracting(epoch -> epoch.init().epoch().epoch())
                .containsExactly(3L, 4L);
        assertThat(sink.epochs)
                .allSatisfy(epoch -> assertThat(epoch.segments())
                        .extracting(MuxedPart::segment)
                        .containsExactly(epoch.init().epoch().epoch()));
        assertThat(sink.said).containsExactly("epoch ended", "epoch ended", "end", "closed");
    }

    @Test
    void norPushed() {
        List<String> said = new ArrayList<>();
        PacketSink since = SinceEpoch.of(2, new PacketSink() {
            @Override
            public void begin(EpochInfo epoch, VideoFormat format) {
                said.add("begin " + epoch.epoch());
            }

            @Override
            public void picture(MediaPacket packet) {
                said.add("picture " + packet.pts());
            }

            @Override
            public void audio(AudioPackets chunk) {
                said.add("audio " + chunk.epoch());
            }

            @Override
            public void epochEnded() {
                said.add("ended");
            }
        });
        VideoFormat format =
                new VideoFormat(new byte[0], Film.WIDTH, Film.HEIGHT, new Rational(25, 1), new Rational(1, 90_000));
        for (long epoch = 1; epoch <= 2; epoch++) {
            since.begin(Film.epoch(epoch), format);
            since.picture(new MediaPacket(new byte[0], epoch, 1, true));
            since.audio(new AudioPackets(epoch, 0, null, List.of(), true));
            since.epochEnded();
        }

        assertThat(said).containsExactly("begin 2", "picture 2", "audio 2", "ended");
    }
}
