package dev.brushcast.ingest.config;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.fleet.ModelChoice;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.SentSettings;
import dev.brushcast.media.source.AudioChoice;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.StreamSource;
import org.jspecify.annotations.Nullable;

/**
 * What one ingest takes in, and how. In a file every key but {@code source} may be left out; see {@code reference.yaml}.
 *
 * @param topics of the installation that it is part of
 * @param address key of all its records, and their partition
 * @param source where it comes from
 * @param pacing how fast a recording is read
 * @param pictures what becomes of its pictures
 * @param chunks how it is put into records
 * @param connection how patient it is with a source on the network
 * @param fallback what is shown when its model gives nothing
 * @param model that its workers are to render it with; null: each worker's first, or of another stream the one that it asked for
 */
public record IngestConfig(
        Topics topics,
        StreamAddress address,
        MediaSource source,
        Pacing pacing,
        PictureConfig pictures,
        ChunkConfig chunks,
        ConnectionConfig connection,
        FallbackConfig fallback,
        @Nullable ModelChoice model) {

    private static final StreamAddress FIRST_STREAM = new StreamAddress("main", 0);

    /** A source with everything else at its default: stream {@code main} in slot 0, JPEG chunks of 4 frames. */
    public static IngestConfig of(MediaSource source) {
        return new IngestConfig(
                Topics.UNPREFIXED,
                FIRST_STREAM,
                source,
                Pacing.defaultFor(source),
                PictureConfig.DEFAULT.withGeometry(Geometry.defaultFor(source)),
                ChunkConfig.DEFAULT,
                ConnectionConfig.defaultFor(source),
                FallbackConfig.DEFAULT,
                null);
    }

    /** From a file. */
    @JsonCreator
    static IngestConfig ofFile(
            @JsonProperty("topicPrefix") @Nullable Topics topics,
            @JsonProperty("stream") @Nullable String stream,
            @JsonProperty("slot") @Nullable Integer slot,
            @JsonProperty("source") @Nullable String source,
            @JsonProperty("audioTrack") @Nullable String audioTrack,
            @JsonProperty("pacing") @Nullable Pacing pacing,
            @JsonProperty("pictures") PictureConfig.@Nullable Section pictures,
            @JsonProperty("chunks") ChunkConfig.@Nullable Section chunks,
            @JsonProperty("connection") ConnectionConfig.@Nullable Section connection,
            @JsonProperty("fallback") FallbackConfig.@Nullable Section fallback,
            @JsonProperty("model") @Nullable String model) {
        if (source == null) {
            throw new UserError("source is missing: name a file, a URL, testsrc, txt2img or stream:ID");
        }
        IngestConfig byDefault = of(MediaSource.parse(source)).withAudioTrack(audioTrack);
        return new IngestConfig(
                requireNonNullElse(topics, byDefault.topics),
                new StreamAddress(
                        requireNonNullElse(stream, FIRST_STREAM.streamId()),
                        requireNonNullElse(slot, FIRST_STREAM.slot())),
                byDefault.source,
                pacing == null ? byDefault.pacing : pacing,
                pictures == null ? byDefault.pictures : pictures.over(byDefault.pictures),
                chunks == null ? byDefault.chunks : chunks.over(byDefault.chunks),
                connection == null ? byDefault.connection : connection.over(byDefault.connection),
                fallback == null ? byDefault.fallback : fallback.over(byDefault.fallback),
                model == null ? byDefault.model : choice(model));
    }

    private static ModelChoice choice(String model) {
        try {
            return new ModelChoice(model);
        } catch (IllegalArgumentException e) {
            throw new UserError("model: " + e.getMessage(), e);
        }
    }

    /**
     * What a stream that is to be says of its ingest.
     *
     * @throws UserError with all that is wrong with it
     */
    public static IngestConfig of(DesiredStream stream, Topics topics) {
        IngestConfig config = new SentSettings("ingest", "")
                .fixed("topicPrefix", topics.prefix())
                .fixed("stream", stream.getStreamId())
                .fixed("slot", stream.getSlot())
                .read(stream.getIngest(), IngestConfig.class);
        if (config.source instanceof StreamSource other && other.streamId().equals(config.streamId())) {
            throw new UserError("stream " + other.streamId() + " cannot be its own source: give the copy another name");
        }
        return config;
    }

    /** Whether it is told what to do with pictures that are another stream's: those are copied as they are. */
    public boolean changesCopiedPictures() {
        return source instanceof StreamSource && !pictures.equals(of(source).pictures);
    }

    public String streamId() {
        return address.streamId();
    }

    public int slot() {
        return address.slot();
    }

    public IngestConfig withTopics(Topics newTopics) {
        return new IngestConfig(newTopics, address, source, pacing, pictures, chunks, connection, fallback, model);
    }

    public IngestConfig withAddress(StreamAddress newAddress) {
        return new IngestConfig(topics, newAddress, source, pacing, pictures, chunks, connection, fallback, model);
    }

    /** The same of another source, read as that one's kind is by default. */
    public IngestConfig withSource(MediaSource newSource) {
        return new IngestConfig(
                topics,
                address,
                newSource,
                Pacing.defaultFor(newSource),
                pictures,
                chunks,
                connection,
                fallback,
                model);
    }

    private IngestConfig withAudioTrack(@Nullable String choice) {
        return choice == null
                ? this
                : withConnection(connection.withLimits(connection.limits().withAudio(AudioChoice.parse(choice))));
    }

    public IngestConfig withPacing(Pacing newPacing) {
        return new IngestConfig(topics, address, source, newPacing, pictures, chunks, connection, fallback, model);
    }

    public IngestConfig withPictures(PictureConfig newPictures) {
        return new IngestConfig(topics, address, source, pacing, newPictures, chunks, connection, fallback, model);
    }

    public IngestConfig withChunks(ChunkConfig newChunks) {
        return new IngestConfig(topics, address, source, pacing, pictures, newChunks, connection, fallback, model);
    }

    public IngestConfig withConnection(ConnectionConfig newConnection) {
        return new IngestConfig(topics, address, source, pacing, pictures, chunks, newConnection, fallback, model);
    }

    public IngestConfig withFallback(FallbackConfig newFallback) {
        return new IngestConfig(topics, address, source, pacing, pictures, chunks, connection, newFallback, model);
    }

    public IngestConfig withModel(@Nullable ModelChoice newModel) {
        return new IngestConfig(topics, address, source, pacing, pictures, chunks, connection, fallback, newModel);
    }

    /** What its chunks say of the model. */
    public @Nullable String askedModel() {
        return model == null ? null : model.asked();
    }
}
