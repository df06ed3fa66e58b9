package dev.brushcast.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamHealth;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.ViewerSlack;
import dev.brushcast.contract.avro.WorkerHealth;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The topics of an installation: the one list that services, tools and tests create them from. Installations whose prefixes
 * differ share a cluster and do not see each other.
 *
 * @param prefix what all names of the installation on a cluster begin with: of its topics, and of its workers' group with
 *     all that Kafka Streams names by it. Up to {@value #LONGEST_PREFIX} letters, digits, dots, dashes and underscores
 */
public record Topics(String prefix) {

    /**
     * The most bytes that one record may have. Four limits of Kafka must agree on it, in the producer, the topic, the
     * broker and the consumer; all four are set from this constant. Enough for 4 raw frames of 1024x1024.
     */
    public static final int MAX_RECORD_BYTES = 16 << 20;

    /** How long styles are kept: longer than the recordings, which cannot be played as aired without. */
    public static final Duration STYLES_KEPT = Duration.ofDays(90);

    /** Kafka takes names of 249 characters; what comes after the prefix has fewer than half of them. */
    private static final int LONGEST_PREFIX = 100;

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0," + LONGEST_PREFIX + "}");
    private static final long GIB = 1L << 30;
    private static final long SLACK_BYTES = 64L << 20;

    /** Of an installation that is alone on its cluster. */
    public static final Topics UNPREFIXED = new Topics("");

    /** @throws InvalidTopicPrefixException if no name can begin so */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING) // in files of settings a prefix is a text
    public Topics {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new InvalidTopicPrefixException("Topics cannot be prefixed with '" + shown(prefix) + "': use up to "
                    + LONGEST_PREFIX + " letters, digits, dots, dashes and underscores, as in team-a.");
        }
    }

    /** One line of bounded length, whatever was given. */
    private static String shown(String prefix) {
        String line = prefix.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST_PREFIX ? line : line.substring(0, LONGEST_PREFIX) + "…";
    }

    /** What streams there are to be: desired state, the newest record of a stream counts. */
    public TopicDefinition<DesiredStream> streams() {
        return TopicDefinition.compacted(prefix + "streams", DesiredStream.class, true);
    }

    /** What captures there were; the newest record of a stream counts. */
    public TopicDefinition<EpochStart> epochs() {
        return TopicDefinition.compacted(prefix + "epochs", EpochStart.class, false);
    }

    /** How each stream is to look, from the media time that is the record's timestamp on. */
    public TopicDefinition<StyleUpdate> styles() {
        return TopicDefinition.deleted(prefix + "styles", StyleUpdate.class, STYLES_KEPT, GIB);
    }

    /** The recording: source pictures. */
    public TopicDefinition<VideoChunk> sourceVideo() {
        return TopicDefinition.deleted(prefix + "source-video", VideoChunk.class, Duration.ofDays(1), 16 * GIB);
    }

    /** The recording: source audio, untouched packets. */
    public TopicDefinition<AudioChunk> sourceAudio() {
        return TopicDefinition.deleted(prefix + "source-audio", AudioChunk.class, Duration.ofDays(1), GIB);
    }

    /** One record for each of {@link #sourceVideo}. */
    public TopicDefinition<StyledChunk> styledVideo() {
        return TopicDefinition.deleted(prefix + "styled-video", StyledChunk.class, Duration.ofDays(1), 16 * GIB);
    }

    /** What happened to streams: starts, ends, gaps, degradations, errors. */
    public TopicDefinition<StreamEvent> events() {
        return TopicDefinition.deleted(prefix + "events", StreamEvent.class, Duration.ofDays(7), GIB);
    }

    /** How long each chunk took. */
    public TopicDefinition<ChunkTiming> timings() {
        return TopicDefinition.deleted(prefix + "timings", ChunkTiming.class, Duration.ofDays(1), GIB);
    }

    /** Running totals of {@link #timings}; the newest record of a stream counts. */
    public TopicDefinition<StreamHealth> health() {
        return TopicDefinition.compacted(prefix + "health", StreamHealth.class, true);
    }

    /** How each worker fares; the newest record of a worker counts. */
    public TopicDefinition<WorkerHealth> workers() {
        return TopicDefinition.compacted(prefix + "workers", WorkerHealth.class, false);
    }

    /** How long viewers can wait for each stream's frames. Only what is new counts, so it is not compacted but let go. */
    public TopicDefinition<ViewerSlack> slack() {
        return TopicDefinition.deleted(prefix + "slack", ViewerSlack.class, Duration.ofHours(1), SLACK_BYTES);
    }

    /** Records that could not be processed, as they came, with the cause in the headers. */
    public TopicDefinition<byte[]> deadLetter() {
        return TopicDefinition.deleted(prefix + "dead-letter", byte[].class, Duration.ofDays(7), GIB);
    }

    /** The group in which ingest hosts share the slots of {@link #streams}. */
    public String ingestHosts() {
        return prefix + "ingest-hosts";
    }

    /** The group in which egress hosts share the slots of {@link #streams}. */
    public String egressHosts() {
        return prefix + "egress-hosts";
    }

    /** Every topic. */
    public List<TopicDefinition<?>> all() {
        return List.of(
                streams(),
                epochs(),
                styles(),
                sourceVideo(),
                sourceAudio(),
                styledVideo(),
                events(),
                timings(),
                health(),
                workers(),
                slack(),
                deadLetter());
    }
}
