package dev.brushcast.egress.config;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.egress.watch.AlarmLimits;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.SentSettings;
import dev.brushcast.kit.ops.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an egress is told. In a file, all but {@code stream} may be left out; a section that is there is there with all
 * its keys.
 *
 * @param topics of the installation that the stream is in; in a file {@code topicPrefix}
 * @param stream which stream it puts out
 * @param output where playlists, segments and recordings go
 * @param push where to push to as well, as in {@code rtmp://HOST/APP/KEY} or {@code srt://HOST:PORT}; one or several
 * @param http the server of playlists and the page
 * @param alarms how long something must be wrong with a live stream's output until it is told
 */
public record EgressConfig(
        @JsonProperty("topicPrefix") Topics topics,

        StreamConfig stream,
        OutputConfig output,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<PushAddress> push,

        HttpConfig http,
        AlarmLimits alarms) {

    /** Every setting with its default, in YAML. */
    private static final String REFERENCE = reference();

    public EgressConfig {
        topics = Objects.requireNonNullElse(topics, Topics.UNPREFIXED);
        output = Objects.requireNonNullElse(output, OutputConfig.defaults());
        http = Objects.requireNonNullElse(http, HttpConfig.defaults());
        alarms = Objects.requireNonNullElse(alarms, AlarmLimits.DEFAULT);
        push = push == null ? List.of() : List.copyOf(push);
        requireEachOnce(push);
    }

    /** With the usual alarms. */
    public EgressConfig(
            Topics topics, StreamConfig stream, OutputConfig output, List<PushAddress> push, HttpConfig http) {
        this(topics, stream, output, push, http, AlarmLimits.DEFAULT);
    }

    private static void requireEachOnce(List<PushAddress> push) {
        for (int i = 0; i < push.size(); i++) {
            PushAddress one = push.get(i);
            if (push.subList(0, i).stream().anyMatch(one::isSamePlaceAs)) {
                throw new UserError(one + " is pushed to twice: name each target once");
            }
        }
    }

    /** The defaults, for a stream. */
    public static EgressConfig defaults(String streamId) {
        return new EgressConfig(
                Topics.UNPREFIXED,
                StreamConfig.defaults(streamId),
                OutputConfig.defaults(),
                List.of(),
                HttpConfig.defaults());
    }

    /**
     * What a stream that is to be says of its egress.
     *
     * @param folder for its files
     * @throws UserError with all that is wrong with it
     */
    public static EgressConfig of(DesiredStream stream, Topics topics, Path folder) {
        return new SentSettings("egress", REFERENCE)
                .fixed("topicPrefix", topics.prefix())
                .fixed("stream", StreamConfig.of(stream))
                .fixed("output.folder", folder.toString())
                .fixed("http", null)
                .read(stream.getEgress(), EgressConfig.class);
    }

    private static String reference() {
        try (InputStream reference = EgressConfig.class.getResourceAsStream("reference.yaml")) {
            return new String(Objects.requireNonNull(reference).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public EgressConfig withTopics(Topics newTopics) {
        return new EgressConfig(newTopics, stream, output, push, http, alarms);
    }

    public EgressConfig withPush(List<PushAddress> addresses) {
        return new EgressConfig(topics, stream, output, addresses, http, alarms);
    }

    public EgressConfig withOutput(OutputConfig newOutput) {
        return new EgressConfig(topics, stream, newOutput, push, http, alarms);
    }

    public EgressConfig withStream(StreamConfig newStream) {
        return new EgressConfig(topics, newStream, output, push, http, alarms);
    }

    /**
     * Which stream, from where to where.
     *
     * @param id of the stream
     * @param slot its partition of every topic
     * @param start where to begin
     * @param end when to finish
     * @param firstEpoch earlier epochs are passed over; 0: none is
     */
    public record StreamConfig(String id, int slot, Start start, End end, long firstEpoch) {

        public StreamConfig {
            StreamAddress _ = new StreamAddress(id, slot); // refuses what is none
        }

        /** Where everything about the stream is. */
        public StreamAddress address() {
            return new StreamAddress(id, slot);
        }

        /** As a host puts a stream out: from its newest capture on, without end. */
        static StreamConfig of(DesiredStream stream) {
            return new StreamConfig(stream.getStreamId(), stream.getSlot(), Start.NEWEST_EPOCH, End.NEVER, 0);
        }

        public static StreamConfig defaults(String streamId) {
            return new StreamConfig(streamId, 0, Start.NEWEST_EPOCH, End.NEVER, 0);
        }
    }

    /** Where to begin. */
    public enum Start {
        /** At the beginning of the newest capture. */
        NEWEST_EPOCH,
        /** At the oldest record that the topics hold. */
        EARLIEST
    }

    /** When to finish. */
    public enum End {
        /** When the capture has ended and all of it is written. */
        WITH_EPOCH,
        /** Only when closed: the next capture may begin at any time. */
        NEVER
    }

    /**
     * Files.
     *
     * @param folder created if need be
     * @param segment how long a segment lasts, about
     * @param part how long a part of a live segment lasts, at most: what a low-latency player waits for; a segment at most
     * @param window how much of an endless stream the playlists keep; a recording is kept whole
     * @param audioPatience how long pictures wait for sound that does not come
     * @param source true: the original picture is put out beside the styled one
     * @param record true: the styled picture and the sound are recorded into {@code recording.mp4}
     * @param bitrateKbps the most that the pictures may need, 1000 bits a second; 0: by their size
     * @param ladder smaller encodings of the styled picture, the largest first; none: viewers get the whole picture
     * @param slate a picture that is shown while a live source is away for long; null: the one that comes with the egress
     * @param title what viewers' menus call it; a stream that follows another one live is offered beside it where it has one; null: it
     *     is not
     */
    public record OutputConfig(
            Path folder,
            Duration segment,
            Duration part,
            Duration window,
            Duration audioPatience,
            boolean source,
            boolean record,
            int bitrateKbps,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            List<Rung> ladder,

            @Nullable Path slate,
            @Nullable String title) {

        private static final Duration SHORTEST = Duration.ofMillis(500);
        private static final Duration LONGEST = Duration.ofSeconds(30);
        private static final Duration SHORTEST_PART = Duration.ofMillis(100);

        public OutputConfig {
            if (segment.compareTo(SHORTEST) < 0 || segment.compareTo(LONGEST) > 0) {
                throw new UserError("output.segment is " + segment + ": choose between 0.5 s and 30 s");
            }
            if (part.compareTo(SHORTEST_PART) < 0 || part.compareTo(segment) > 0) {
                throw new UserError("output.part is " + part + ": choose between 0.1 s and a segment, " + segment);
            }
            if (window.compareTo(segment.multipliedBy(6)) < 0) {
                throw new UserError("output.window is " + window + ": a player needs six segments at least");
            }
            OutputLimits.requireRate("output.bitrateKbps", bitrateKbps);
            ladder = ladder == null ? List.of() : Rung.ladder(ladder);
            OutputLimits.requireTitle("output.title", title);
        }

        public static OutputConfig defaults() {
            return new OutputConfig(
                    Path.of("out"),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(500),
                    Duration.ofMinutes(15),
                    Duration.ofSeconds(5),
                    true,
                    false,
                    0,
                    List.of(),
                    null,
                    null);
        }

        public OutputConfig withSource(boolean newSource) {
            return with(newSource, ladder, slate, title);
        }

        public OutputConfig withSlate(@Nullable Path newSlate) {
            return with(source, ladder, newSlate, title);
        }

        public OutputConfig withLadder(List<Rung> rungs) {
            return with(source, rungs, slate, title);
        }

        public OutputConfig withTitle(@Nullable String newTitle) {
            return with(source, ladder, slate, newTitle);
        }

        private OutputConfig with(boolean shown, List<Rung> rungs, @Nullable Path picture, @Nullable String called) {
            return new OutputConfig(
                    folder, segment, part, window, audioPatience, shown, record, bitrateKbps, rungs, picture, called);
        }
    }

    /**
     * The HTTP server.
     *
     * @param enabled false: files only
     * @param host address to listen on
     * @param port 0: any free port
     * @param origins sites whose pages may read what is served, as in {@code https://site.example}; {@code *}: all; none by
     *     default
     */
    public record HttpConfig(
            boolean enabled,
            String host,
            int port,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            List<String> origins,

            @Nullable TlsFiles tls) {
        public HttpConfig {
            if (port < 0 || port > 65_535) {
                throw new UserError("http.port is " + port + ": choose between 0 and 65535");
            }
            origins = origins == null ? List.of() : List.copyOf(origins);
        }

        public HttpConfig(boolean enabled, String host, int port) {
            this(enabled, host, port, List.of(), null);
        }

        /** The same, which pages of these sites may read as well. */
        public HttpConfig with(List<String> more) {
            List<String> all = new ArrayList<>(origins);
            all.addAll(more);
            return new HttpConfig(enabled, host, port, all, tls);
        }

        public static HttpConfig defaults() {
            return new HttpConfig(true, "localhost", 8080);
        }
    }
}
