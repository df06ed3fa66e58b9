package dev.brushcast.egress.app;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.egress.consume.CaptureHistory;
import dev.brushcast.egress.consume.CaptureHistory.Capture;
import dev.brushcast.egress.consume.SourceChunks;
import dev.brushcast.egress.consume.StyledChunks;
import dev.brushcast.egress.hls.EpochFile;
import dev.brushcast.egress.ledger.Ledger;
import dev.brushcast.egress.ledger.Provenance;
import dev.brushcast.egress.playlist.PlaylistNumbers;
import dev.brushcast.egress.rendition.Encoding;
import dev.brushcast.egress.rendition.Onlooker;
import dev.brushcast.egress.rendition.Outputs;
import dev.brushcast.egress.rendition.PacketSink;
import dev.brushcast.egress.rendition.PictureSlate;
import dev.brushcast.egress.rendition.Rendition;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.StreamTimeline;
import dev.brushcast.egress.timeline.StreamTimeline.Beginning;
import dev.brushcast.kit.kafka.Captures;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KnownEpochs;
import dev.brushcast.kit.kafka.SharedConsumer;
import dev.brushcast.kit.kafka.SlotReader;
import dev.brushcast.kit.lifecycle.OwnedThread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * A part of a stream's recording, from its topics into a file, as an egress would have recorded it; no worker is needed. Used by one
 * thread.
 */
public final class Export implements AutoCloseable {

    private static final int REORDER_WINDOW = 8;
    private static final Duration SEGMENT = Duration.ofSeconds(2);

    /** What is recorded is there: audio is waited for no longer than a busy broker takes. */
    private static final Duration AUDIO_PATIENCE = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final Topics topics;
    private final StreamAddress stream;
    private final SharedConsumer consumer;
    private final KnownEpochs epochs;

    /** Of a stream of an installation. */
    public Export(KafkaClients clients, Topics topics, StreamAddress stream) {
        this.clients = clients;
        this.topics = topics;
        this.stream = stream;
        this.consumer = clients.sharedConsumer("export");
        this.epochs = KnownEpochs.of(clients, topics);
    }

    /** The captures of which anything is recorded, the oldest first. */
    public List<Capture> captures() {
        try (SlotReader<VideoChunk> recording = open(topics.sourceVideo(), "start")) {
            return recording
                    .newest()
                    .map(newest -> CaptureHistory.upTo(recording, newest))
                    .orElse(List.of());
        }
    }

    /** What is exported. */
    public enum Picture {
        /** As viewers saw it, in the style that it was in. */
        STYLED,
        /** As it was taken in. */
        SOURCE
    }

    /** One that runs. */
    public static final class Running {
        private final RenditionThread thread;
        private final CompletableFuture<Void> finished;

        private Running(RenditionThread thread, CompletableFuture<Void> finished) {
            this.thread = thread;
            this.finished = finished;
        }

        /** Completes when the file is whole, or with why it cannot be. */
        public CompletionStage<Void> finished() {
            return finished.minimalCompletionStage();
        }

        /** Ends it early; what has come is in the file then. */
        public void stop() {
            thread.end();
        }
    }

    /**
     * Begins to export.
     *
     * @param fromUs presentation time in the capture, microseconds
     * @param toUs the first that is not wanted any more
     * @param file where it will lie when it is whole
     * @param ledger counts its frames
     */
    public Running begin(Picture picture, Capture capture, long fromUs, long toUs, Path file, Ledger ledger) {
        Until until = new Until(capture.epoch(), toUs);
        StartPoint start = new StartPoint(
                new Beginning(capture.epoch(), fromUs),
                capture.epoch(),
                List.of(),
                Optional.of(MediaTime.toRecordTimestamp(
                                MediaTime.of(capture.startUs(), Math.max(0, Math.max(fromUs, capture.firstUs()))))
                        - Captures.MARGIN_MS),
                Optional.empty());
        PictureFeed<?> pictures = picture == Picture.STYLED
                ? feed(topics.styledVideo(), start, until, chunk -> {
                    Provenance before = ledger.progress().provenance();
                    ledger.chunkArrived(StyledChunks.provenance(chunk, before));
                    return StyledChunks.toChunk(chunk);
                })
                : feed(topics.sourceVideo(), start, until, SourceChunks::toChunk);
        AudioFeed audio = new AudioFeed(open(topics.sourceAudio(), "sound"), start, until);
        Ladder ladder = new Ladder(0, List.of());
        Segmentation segmentation = new Segmentation(SEGMENT, SEGMENT, SEGMENT, PlaylistNumbers.FIRST);
        Rendition rendition = new Rendition(
                new StreamTimeline(REORDER_WINDOW, start.beginning()),
                new Encoding(segmentation::grid, epoch -> List.of(ladder.whole(epoch)), PictureSlate.open(null)),
                Outputs.programme(new EpochFile(file)),
                PacketSink.NONE,
                ledger,
                Onlooker.NONE);
        RenditionLoop loop = new RenditionLoop(
                rendition, pictures, audio, new Pace.Leader(Optional.empty()), true, AUDIO_PATIENCE, System::nanoTime);
        CompletableFuture<Void> finished = new CompletableFuture<>();
        OwnedThread.Ended ended = failure -> {
            if (failure == null) {
                finished.complete(null);
            } else {
                finished.completeExceptionally(failure);
            }
        };
        RenditionThread thread = new RenditionThread("export", loop, ended);
        thread.start();
        return new Running(thread, finished);
    }

    private <V extends SpecificRecord> PictureFeed<V> feed(
            TopicDefinition<V> topic, StartPoint start, Until until, Function<V, Chunk> toChunk) {
        SlotReader<V> reader = open(topic, "pictures");
        long last =
                reader.newestBefore(reader.end()).map(SlotReader.Placed::offset).orElse(-1L);
        return new PictureFeed<>(start.apply(reader), toChunk, start.epoch(), until, last);
    }

    private <V extends SpecificRecord> SlotReader<V> open(TopicDefinition<V> topic, String purpose) {
        return new SlotReader<>(
                clients.consumer("export-" + purpose, null, topic.valueType(), Map.of("max.poll.records", "16")),
                (slot, offset) -> clients.read(consumer, slot, offset, topic.valueType()),
                topic.name(),
                stream,
                epochs::require,
                System::nanoTime);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
