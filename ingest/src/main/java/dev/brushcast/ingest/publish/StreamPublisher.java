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
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes to the topics of a cluster. Used by one thread. */
public final class StreamPublisher implements StreamOutput {

    /** What a record has beside its pictures or packets; only for the count of bytes on their way. */
    static final int ENVELOPE_BYTES = 512;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final Duration AWAY = Duration.ofSeconds(1);

    private final HostProducer producer;
    private final KafkaClients clients;
    private final Topics topics;
    private final StreamAddress address;
    private final IngestClock clock;
    private final StopSignal stop;
    private final InFlight inFlight;
    private final HostWorkers workers;
    private final ClaimedWriter recording;
    private final StreamDirectory directory;
    private long epoch;
    private @Nullable Unstyled unstyled;
    private @Nullable Understudy understudy;
    private final TopicWriter<EpochStart> epochs;
    private final TopicWriter<StreamEvent> events;
    private final TopicWriter<AudioChunk> audio;
    private final TopicWriter<VideoChunk> video;

    /**
     * Claims the stream: from here on, the brokers take its recording from nobody else.
     *
     * @param producer outlives this
     * @param workers of the stream; outlive this
     * @param maxUnacknowledgedBytes how much may be on its way to the brokers before {@code publish} waits
     * @param stop ends waiting for workers
     * @throws DeliveryException if the brokers do not grant it
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
        this.directory = new StreamDirectory(clients, topics);
        this.clients = clients;
        this.topics = topics;
        this.address = address;
        this.clock = clock;
        this.stop = stop;
        this.producer = producer;
        this.workers = workers;
        recording = producer.claim(topics, address.streamId());
        inFlight = new InFlight(producer.joined(maxUnacknowledgedBytes));
        epochs = new TopicWriter<>(topics.epochs(), address, producer.sender(), inFlight);
        events = new TopicWriter<>(topics.events(), address, producer.sender(), inFlight);
        audio = new TopicWriter<>(topics.sourceAudio(), address, recording, inFlight);
        video = new TopicWriter<>(topics.sourceVideo(), address, recording, inFlight);
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
                    clock,
                    directory.wasAnswered(address, clock.wallUs()));
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
        epoch = start.getEpoch();
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
    public void recover() throws InterruptedException {
        Exception broken = recording.broken();
        while (ClaimedWriter.isFenced(broken)) {
            try {
                if (isNewer(directory.newestCapture(address.streamId()))) {
                    throw new TakenOverException(address.streamId(), broken);
                }
                break;
            } catch (UserError e) { // the brokers are still away
                if (clock.await(AWAY, stop)) {
                    break;
                }
            }
        }
        recording.mayClaimAgain();
        inFlight.forgive();
    }

    private boolean isNewer(Optional<EpochStart> capture) {
        return capture.filter(newest -> newest.getEpoch() > epoch).isPresent();
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
            recording.close();
            producer.left();
        }
        inFlight.throwIfFailed();
    }
}
