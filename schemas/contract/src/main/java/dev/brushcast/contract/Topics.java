package dev.brushcast.contract;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamHealth;
import dev.brushcast.contract.avro.StreamSpec;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import java.time.Duration;
import java.util.List;

/** The topics of a deployment: the one list that services, tools and tests create them from. */
public final class Topics {

    /**
     * The most bytes that one record may have. Four limits of Kafka must agree on it, in the producer, the topic, the
     * broker and the consumer; all four are set from this constant. Enough for 4 raw frames of 1024x1024.
     */
    public static final int MAX_RECORD_BYTES = 16 << 20;

    private static final long GIB = 1L << 30;

    /** What streams there are: desired state, the newest record of a stream counts. */
    public static final TopicDefinition<StreamSpec> STREAMS =
            TopicDefinition.compacted("streams", StreamSpec.class, false);

    /**
     * How each stream is to look, from the media time that is the record's timestamp on. Kept longer than the
     * recordings, which cannot be played as aired without.
     */
    public static final TopicDefinition<StyleUpdate> STYLES =
            TopicDefinition.deleted("styles", StyleUpdate.class, Duration.ofDays(90), GIB);

    /** The recording: source pictures. */
    public static final TopicDefinition<VideoChunk> SOURCE_VIDEO =
            TopicDefinition.deleted("source-video", VideoChunk.class, Duration.ofDays(1), 16 * GIB);

    /** The recording: source sound, untouched packets. */
    public static final TopicDefinition<AudioChunk> SOURCE_AUDIO =
            TopicDefinition.deleted("source-audio", AudioChunk.class, Duration.ofDays(1), GIB);

    /** One record for each of {@link #SOURCE_VIDEO}. */
    public static final TopicDefinition<StyledChunk> STYLED_VIDEO =
            TopicDefinition.deleted("styled-video", StyledChunk.class, Duration.ofDays(1), 16 * GIB);

    /** What happened to streams: starts, ends, gaps, degradations, errors. */
    public static final TopicDefinition<StreamEvent> EVENTS =
            TopicDefinition.deleted("events", StreamEvent.class, Duration.ofDays(7), GIB);

    /** How long each chunk took. */
    public static final TopicDefinition<ChunkTiming> TIMINGS =
            TopicDefinition.deleted("timings", ChunkTiming.class, Duration.ofDays(1), GIB);

    /** Running totals of {@link #TIMINGS}; the newest record of a stream counts. */
    public static final TopicDefinition<StreamHealth> HEALTH =
            TopicDefinition.compacted("health", StreamHealth.class, true);

    /** Records that could not be processed, as they came, with the cause in the headers. */
    public static final TopicDefinition<byte[]> DEAD_LETTER =
            TopicDefinition.deleted("dead-letter", byte[].class, Duration.ofDays(7), GIB);

    private Topics() {}

    /** Every topic. */
    public static List<TopicDefinition<?>> all() {
        return List.of(STREAMS, STYLES, SOURCE_VIDEO, SOURCE_AUDIO, STYLED_VIDEO, EVENTS, TIMINGS, HEALTH, DEAD_LETTER);
    }
}
