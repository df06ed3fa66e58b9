package dev.brushcast.egress.app;

import static dev.brushcast.contract.avro.FrameOutcome.REUSED_SIMILAR;
import static dev.brushcast.contract.avro.FrameOutcome.STYLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.egress.app.Export.Picture;
import dev.brushcast.egress.audio.Tone;
import dev.brushcast.egress.consume.CaptureHistory.Capture;
import dev.brushcast.egress.ledger.EgressMetrics;
import dev.brushcast.egress.ledger.Ledger;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.media.testing.ReadBack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the topics hold of captures, into files. */
@RunsOnKafka
class ExportIT extends EgressOnKafka {

    private static final long SECOND_US = 1_000_000;

    @Test
    void aCaptureIsThereWholeWithItsSoundAlsoWhileTheNextOneRuns() throws Exception {
        Tone tone = Tone.aac("stereo", 2, 4);
        try (StreamProducer producer = producer(PayloadFormat.JPEG)) {
            producer.audio(tone.format(), tone.packets());
            producer.video(Collections.nCopies(100, STYLED));
            producer.epoch(2, 1_700_000_100_000_000L);
            producer.silence();
            producer.chunk(0, Collections.nCopies(4, STYLED), List.of(), false);
        }

        for (Picture picture : Picture.values()) {
            String file = picture + ".mp4";
            write(picture, 1, Long.MIN_VALUE, Long.MAX_VALUE, file);
            assertThat(numbers(file)).as(file).isEqualTo(upTo(0, 100));
            assertThat(ReadBack.audio(path(file)).packets()).as(file).hasSameSizeAs(tone.packets());
        }
        write(Picture.STYLED, 2, Long.MIN_VALUE, Long.MAX_VALUE, "open.mp4");
        assertThat(numbers("open.mp4")).isEqualTo(upTo(0, 4));
    }

    @Test
    void fromOneMomentToAnotherIsThatAndNoMoreOfPicturesAndSound() throws Exception {
        Tone tone = Tone.aac("stereo", 2, 8);
        try (StreamProducer producer = producer(PayloadFormat.JPEG)) {
            producer.audio(tone.format(), tone.packets());
            producer.video(Collections.nCopies(200, STYLED));
        }

        write(Picture.STYLED, 1, 3 * SECOND_US, 5 * SECOND_US, "part.mp4");

        assertThat(numbers("part.mp4")).isEqualTo(upTo(75, 125));
        ReadBack.Track audio = ReadBack.audio(path("part.mp4"));
        double length = audio.seconds(audio.packets().getLast())
                - audio.seconds(audio.packets().getFirst());
        assertThat(length).isCloseTo(2.0, within(0.1));
    }

    @Test
    void aPartThatBeginsWithAFrameThatIsShownAgainShowsThePictureBefore() throws Exception {
        List<FrameOutcome> outcomes = new ArrayList<>(Collections.nCopies(100, STYLED));
        IntStream.range(70, 80).forEach(i -> outcomes.set(i, REUSED_SIMILAR));
        try (StreamProducer producer = producer(PayloadFormat.JPEG)) {
            producer.silence();
            producer.video(outcomes);
        }

        write(Picture.STYLED, 1, 3 * SECOND_US, Long.MAX_VALUE, "part.mp4");

        List<Integer> expected = new ArrayList<>(Collections.nCopies(5, 69));
        expected.addAll(upTo(80, 100));
        assertThat(numbers("part.mp4")).isEqualTo(expected);
    }

    @Test
    void whatIsNotThereMakesNoFile() throws Exception {
        try (StreamProducer producer = producer(PayloadFormat.JPEG)) {
            producer.silence();
            producer.source(0, 4, List.of(), true);
        }
        write(Picture.STYLED, 1, Long.MIN_VALUE, Long.MAX_VALUE, "none.mp4");
        assertThat(Path.of(path("none.mp4"))).doesNotExist();
    }

    private static List<Integer> upTo(int first, int end) {
        return IntStream.range(first, end).boxed().toList();
    }

    private void write(Picture picture, long epoch, long fromUs, long toUs, String file) throws Exception {
        try (Export export = export()) {
            Capture capture = export.captures().stream()
                    .filter(one -> one.epoch() == epoch)
                    .findFirst()
                    .orElseThrow();
            Ledger ledger = new Ledger(
                    Clock.systemUTC(),
                    new EgressMetrics(new SimpleMeterRegistry(), "export"),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(500));
            export.begin(picture, capture, fromUs, toUs, Path.of(path(file)), ledger)
                    .finished()
                    .toCompletableFuture()
                    .get(90, TimeUnit.SECONDS);
        }
    }
}
