package dev.brushcast.ingest.publish;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.capture.StopSignal;
import dev.brushcast.ingest.config.FallbackConfig;
import dev.brushcast.kit.kafka.KafkaClients;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes to the topics of a cluster. Used by one thread. */
public final class StreamPublisher implements StreamOutput {

    /** What a record has beside its pictures or packets; only for the count of bytes on their way. */
    static final int ENVELOPE_BYTES = 512;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final HostProducer producer;
    private final KafkaClients clients;
    private final Topics topics;
    private final StreamAddress address;
    private final IngestClock clock;
    private final StopSignal stop;
    private final InFlight inFlight;
    private final HostWorkers workers;
    private @Nullable Unstyled unstyled;
    private @Nullable Understudy understudy;
    private final TopicWriter<EpochStart> epochs;
    private final TopicWriter<StreamEvent> events;
    private final TopicWriter<AudioChunk> audio;
    private final TopicWriter<VideoChunk> video;

    /**
     * Shares a producer.
     *
     * @param producer outlives this
     * @param workers of the stream; outlive this
     * @param maxUnacknowledgedBytes how much may be on its way to the brokers before {@code publish} waits
     * @param stop ends waiting for workers
     */
    public StreamPublisher(
            HostProducer producer,
            HostWorkers workers,
            KafkaClients clients,
            Topics topics,
            StreamAddress address,
            long maxUnacknowledgedBytes,
            IngestClock clock,
            StopSignal stop) {
        this.clients = clients;
        this.topics = topics;
        this.address = address;
        this.clock = clock;
        this.stop = stop;
        this.producer = producer;
        this.workers = workers;
        inFlight = new InFlight(producer.joined(maxUnacknowledgedBytes));
        epochs = new TopicWriter<>(topics.epochs(), address, producer.records(), inFlight);
        events = new TopicWriter<>(topics.events(), address, producer.records(), inFlight);
        audio = new TopicWriter<>(topics.sourceAudio(), address, producer.records(), inFlight);
        video = new TopicWriter<>(topics.sourceVideo(), address, producer.records(), inFlight);
    }

    @Override
    public void holdBack(long epoch, long maxUnstyledBytes) {
        endEpoch();
        unstyled = new Unstyled(maxUnstyledBytes, new TimingsProgress(clients, topics, address, epoch), clock);
    }

    @Override
    public void standBy(FallbackConfig fallback) {
        if (understudy == null) {
            understudy = new Understudy(
                    fallback,
                    workers.answers(topics, address),
                    new StandInStage(
                            producer.records(), topics, address, clock, events, workers.transactions(topics, address)),
                    clock);
        }
    }

    @Override
    public void endEpoch() {
        if (unstyled != null) {
            unstyled.close();
            unstyled = null;
        }
    }

    private boolean givenUp() {
        inFlight.throwIfFailed(); // what the cluster does not have is never styled
        return stop.isGiven();
    }

    @Override
    public void publish(VideoChunk chunk, long endPtsUs) throws InterruptedException {
        long bytes = ENVELOPE_BYTES;
        for (var frame : chunk.getFrames()) {
            bytes += frame.getData().remaining();
        }
        long ptsUs = chunk.getFrames().isEmpty()
                ? endPtsUs
                : chunk.getFrames().getFirst().getPtsUs();
        if (unstyled != null) {
            unstyled.acquire(chunk.getSequence(), bytes, this::givenUp);
        }
        long timestampMs = timestamp(chunk.getEpochStartUs(), ptsUs);
        if (understudy == null) {
            video.send(timestampMs, bytes, chunk);
        } else {
            VideoChunk sent = understudy.before(chunk);
            video.send(timestampMs, bytes, sent);
            understudy.after(sent, timestampMs);
        }
    }

    @Override
    public void publish(AudioChunk chunk, long endPtsUs) throws InterruptedException {
        long bytes = ENVELOPE_BYTES;
        for (AudioPacket packet : chunk.getPackets()) {
            bytes += packet.getData().remaining();
        }
        long ptsUs = chunk.getPackets().isEmpty()
                ? endPtsUs
                : MediaTime.ticksToUs(
                        chunk.getPackets().getFirst().getPts(), chunk.getTimeBaseNum(), chunk.getTimeBaseDen());
        audio.send(timestamp(chunk.getEpochStartUs(), ptsUs), bytes, chunk);
    }

    @Override
    public void publish(EpochStart start) throws InterruptedException {
        epochs.send(MediaTime.toRecordTimestamp(start.getStartedAtUs()), ENVELOPE_BYTES, start);
        inFlight.awaitAll(); // who reads a chunk of an epoch that the topic does not have yet sets it aside
    }

    @Override
    public void publish(StreamEvent event) throws InterruptedException {
        events.send(MediaTime.toRecordTimestamp(event.getAtUs()), ENVELOPE_BYTES, event);
    }

    @Override
    public void awaitDelivery() throws InterruptedException {
        inFlight.awaitAll();
    }

    @Override
    public void recover() {
        inFlight.forgive();
    }

    private static long timestamp(long epochStartUs, long ptsUs) {
        return MediaTime.toRecordTimestamp(MediaTime.of(epochStartUs, ptsUs));
    }

    /** Waits for what is on its way; not for long, since who wanted to know of it has waited before. */
    @Override
    public void close() {
        try {
            endEpoch();
            if (understudy != null) {
                understudy.close();
            }
            inFlight.awaitQuiet(CLOSE_LIMIT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            producer.left();
        }
        inFlight.throwIfFailed();
    }
}
