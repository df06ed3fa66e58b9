package dev.brushcast.ingest.app;

import dev.brushcast.ingest.capture.SourceConnection;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.door.FrontDoor;
import dev.brushcast.ingest.door.PublishDoor;
import dev.brushcast.media.source.PublishSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where publishers come to.
 *
 * @param here for browsers; null: there is none
 * @param front a server to which encoders publish; null: there is none
 */
public record Doors(@Nullable PublishDoor here, @Nullable FrontDoor front) {

    public static final Doors NONE = new Doors(null, null);

    /**
     * The way to a stream's source, whatever it is.
     *
     * @param progress is told, for people, when it must be waited for
     * @throws dev.brushcast.media.MediaException if it is to be published, and there is no door
     */
    public SourceConnection connection(IngestConfig config, Consumer<String> progress) {
        if (!(config.source() instanceof PublishSource source)) {
            return SourceConnection.to(config.source(), config.connection(), progress);
        }
        return SourceConnection.published(
                source,
                config.connection(),
                here == null ? null : here.open(config.streamId(), source),
                front == null ? null : front.of(config.streamId()),
                progress);
    }
}
