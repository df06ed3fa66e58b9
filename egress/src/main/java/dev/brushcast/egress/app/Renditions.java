package dev.brushcast.egress.app;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.consume.SourceChunks;
import dev.brushcast.egress.consume.StyledChunks;
import dev.brushcast.egress.hls.FormerRenditions;
import dev.brushcast.egress.hls.Multivariant;
import dev.brushcast.egress.hls.Reached;
import dev.brushcast.egress.hls.Recording;
import dev.brushcast.egress.hls.RenditionFiles;
import dev.brushcast.egress.hls.RenditionListener;
import dev.brushcast.egress.hls.SinkOnDemand;
import dev.brushcast.egress.ledger.Ledger;
import dev.brushcast.egress.live.LiveRendition;
import dev.brushcast.egress.live.LiveStream;
import dev.brushcast.egress.playlist.PlaylistNumbers;
import dev.brushcast.egress.rendition.Encoding;
import dev.brushcast.egress.rendition.FrameObserver;
import dev.brushcast.egress.rendition.Onlooker;
import dev.brushcast.egress.rendition.Outputs;
import dev.brushcast.egress.rendition.PacketSink;
import dev.brushcast.egress.rendition.PartSink;
import dev.brushcast.egress.rendition.PictureSlate;
import dev.brushcast.egress.rendition.PictureTrack;
import dev.brushcast.egress.rendition.Rendition;
import dev.brushcast.egress.rendition.Rendition.Position;
import dev.brushcast.egress.rendition.SinceEpoch;
import dev.brushcast.egress.rendition.Ticks;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.StreamTimeline;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KnownEpochs;
import dev.brushcast.kit.kafka.SharedConsumer;
import dev.brushcast.kit.kafka.SlotReader;
import dev.brushcast.kit.lifecycle.OwnedThread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Puts the renditions of a stream together: the styled one, with sound, and the original one beside it. */
final class Renditions {

    static final String STYLED = "styled";
    /** The styled picture at smaller heights. */
    private static final Pattern STYLED_SMALLER = Pattern.compile(STYLED + "-[0-9]{1,4}p");

    static final String SOURCE = "source";
    static final String AUDIO = "audio";
    static final String SOURCE_AUDIO = "audio-source";
    /** The name of recordings. */
    static final String RECORDING = "recording";

    /** How many later chunks prove that one is lost. */
    private static final int REORDER_WINDOW = 8;

    private static final long SOURCE_AHEAD_SEGMENTS = 3;

    /** A live playlist is so many target durations long at least (RFC 8216, 6.2.2), of segments that are whole. */
    private static final long FEWEST_TARGETS = 3;

    /** From when a host is missed until another one begins with its streams; measured: 0.4 s. */
    private static final Duration TAKING_OVER = Duration.ofSeconds(1);

    /** Of two renditions that are that close to where the stream has come to, neither holds the other up. */
    private static final long CAUGHT_UP_US = 500_000;

    /**
     * A record or two are looked at in each place: what a broker sends beyond that is sent in vain, and waited for. So is its answer
     * where it has nothing yet, before another place can be looked at.
     */
    private static final Map<String, String> SEEKING = Map.of(
            "max.poll.records", "16",
            "max.partition.fetch.bytes", Integer.toString(256 << 10),
            "fetch.max.wait.ms", "10");

    private final EgressConfig config;
    private final KafkaClients clients;
    private final SharedConsumer consumer;
    private final LiveStream live;
    private final KnownEpochs epochs;
    private final SlotReader<StyledChunk> styledPictures;
    private final StartPoint start;
    private final Pace.Leader leader;
    private final Segmentation segmentation;
    private final Ladder ladder;

    /**
     * @param consumer reads the topics, with others
     * @param epochs that there have been in the stream's installation
     * @param live where players find the renditions' edges
     */
    Renditions(
            EgressConfig config, KafkaClients clients, SharedConsumer consumer, KnownEpochs epochs, LiveStream live) {
        this.config = config;
        this.clients = clients;
        this.consumer = consumer;
        this.live = live;
        this.epochs = epochs;
        this.ladder = new Ladder(config.output().bitrateKbps(), config.output().ladder());
        long cell = Segmentation.cell(config.output().segment());
        this.styledPictures = open(config.topics().styledVideo(), "styled");
        try {
            this.start = startPoint(cell);
        } catch (RuntimeException e) {
            styledPictures.close();
            throw e;
        }
        this.segmentation = segmentation(Numbering.of(start, cell));
        this.leader = new Pace.Leader(start.come().map(to -> new Position(to.epoch(), to.ptsUs() - CAUGHT_UP_US)));
    }

    private Segmentation segmentation(PlaylistNumbers numbers) {
        return new Segmentation(
                config.output().segment(),
                config.output().part(),
                config.output().window(),
                numbers);
    }

    RenditionThread styled(Ledger ledger, Onlooker onlooker, PacketSink packets, OwnedThread.Ended ended) {
        Path folder = config.output().folder();
        List<String> smaller = ladder.rungs().stream()
                .map(rung -> STYLED + "-" + rung.height() + "p")
                .toList();
        Multivariant multivariant = new Multivariant(
                folder.resolve(RenditionFiles.PLAYLIST),
                uri(STYLED),
                new FormerRenditions(folder, STYLED_SMALLER, Set.copyOf(smaller)),
                live::show);
        Outputs outputs = new Outputs(
                pictures(smaller, multivariant),
                files(AUDIO, multivariant.audio("main", uri(AUDIO))),
                new SinkOnDemand(() -> files(SOURCE_AUDIO, multivariant.audio("source", uri(SOURCE_AUDIO)))),
                config.output().record()
                        ? SinceEpoch.of(start.newest(), new Recording(folder, RECORDING))
                        : PartSink.NONE);
        Rendition rendition =
                rendition(outputs, ladder::tracks, SinceEpoch.of(start.newest(), packets), ledger, onlooker);
        PictureFeed<StyledChunk> pictures =
                new PictureFeed<>(start.apply(styledPictures), chunk -> counted(chunk, ledger), start.epoch());
        AudioFeed audio = new AudioFeed(open(config.topics().sourceAudio(), "sound"), start);
        return new RenditionThread(STYLED, loop(rendition, pictures, audio, leader), ended);
    }

    RenditionThread source(Onlooker onlooker, OwnedThread.Ended ended) {
        Outputs outputs = Outputs.silent(files(SOURCE, SOURCE, live.alone(SOURCE), RenditionListener.NONE));
        Rendition rendition = rendition(
                outputs, epoch -> List.of(ladder.whole(epoch)), PacketSink.NONE, FrameObserver.NONE, onlooker);
        PictureFeed<?> pictures = new PictureFeed<>(
                reader(config.topics().sourceVideo(), "source"), SourceChunks::toChunk, start.epoch());
        long aheadUs =
                config.output().segment().multipliedBy(SOURCE_AHEAD_SEGMENTS).toNanos() / 1000;
        return new RenditionThread(SOURCE, loop(rendition, pictures, null, new Pace.Follower(leader, aheadUs)), ended);
    }

    /** The whole pictures first. */
    private List<PartSink> pictures(List<String> smaller, Multivariant multivariant) {
        List<PartSink> pictures = new ArrayList<>();
        pictures.add(files(STYLED, multivariant.pictures()));
        smaller.forEach(
                name -> pictures.add(files(name, STYLED, live.rendition(name), multivariant.smaller(uri(name)))));
        return pictures;
    }

    private static String uri(String name) {
        return name + "/" + RenditionFiles.PLAYLIST;
    }

    private RenditionFiles files(String name, RenditionListener listener) {
        return files(name, name, live.rendition(name), listener);
    }

    private RenditionFiles files(String name, String leading, LiveRendition edge, RenditionListener listener) {
        Path folder = config.output().folder();
        return new RenditionFiles(
                folder.resolve(name),
                folder.resolve(leading),
                start.come().map(segmentation::lastWhole).orElse(Reached.NOWHERE),
                segmentation::window,
                edge,
                listener);
    }

    private Rendition rendition(
            Outputs outputs,
            Function<EpochInfo, List<PictureTrack>> tracks,
            PacketSink packets,
            FrameObserver observer,
            Onlooker onlooker) {
        return new Rendition(
                new StreamTimeline(REORDER_WINDOW, start.beginning()),
                new Encoding(
                        segmentation::grid,
                        tracks,
                        PictureSlate.open(config.output().slate())),
                outputs,
                packets,
                observer,
                onlooker);
    }

    private RenditionLoop loop(Rendition rendition, PictureFeed<?> pictures, @Nullable AudioFeed audio, Pace pace) {
        return new RenditionLoop(
                rendition,
                pictures,
                audio,
                pace,
                config.stream().end() == EgressConfig.End.WITH_EPOCH,
                config.output().audioPatience(),
                System::nanoTime);
    }

    private static Chunk counted(StyledChunk chunk, Ledger ledger) {
        ledger.chunkArrived(StyledChunks.provenance(chunk, ledger.progress().provenance()));
        return StyledChunks.toChunk(chunk);
    }

    private <V extends SpecificRecord> SlotReader<V> reader(TopicDefinition<V> topic, String purpose) {
        return start.apply(open(topic, purpose));
    }

    private <V extends SpecificRecord> SlotReader<V> open(TopicDefinition<V> topic, String purpose) {
        String clientId = "egress-" + config.stream().id() + "-" + purpose;
        return new SlotReader<>(
                clients.consumer(clientId, null, topic.valueType(), SEEKING),
                (slot, offset) -> clients.read(consumer, slot, offset, topic.valueType()),
                topic.name(),
                config.stream().address(),
                epochs::require,
                System::nanoTime);
    }

    private StartPoint startPoint(long cell) {
        long first = config.stream().firstEpoch();
        if (config.stream().start() == EgressConfig.Start.EARLIEST) {
            return StartPoint.earliest(first);
        }
        try (SlotReader<VideoChunk> recording = open(config.topics().sourceVideo(), "start")) {
            return StartPoint.reaching(reach(cell), recording, styledPictures, first, cell);
        }
    }

    /**
     * What players need to go on, and what came while the host before was not missed yet; a recording begins with its capture, and so
     * does an output that ends with one.
     */
    private StartPoint.Reach reach(long cell) {
        if (config.stream().end() == EgressConfig.End.WITH_EPOCH) {
            return StartPoint.Reach.NEWEST_CAPTURE;
        }
        Duration shown = Duration.ofSeconds(
                        FEWEST_TARGETS * segmentation(PlaylistNumbers.FIRST).targetSeconds())
                .plus(config.output().segment())
                .plus(clients.failover().session())
                .plus(TAKING_OVER);
        OptionalLong leftOffUs = RenditionFiles.leftOffUs(
                config.output().folder().resolve(STYLED), segment -> Ticks.firstUs((segment + 1) * cell));
        return new StartPoint.Reach(shown.toNanos() / 1000, config.output().record(), leftOffUs);
    }
}
