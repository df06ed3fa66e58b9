package dev.brushcast.ingest.capture;

import dev.brushcast.ingest.door.DoorStream;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.SourceAbsentException;
import dev.brushcast.media.SourceRefusedException;
import dev.brushcast.media.ffmpeg.input.MediaInput;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PublishSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens what somebody publishes: at this host's door, or else at the one in front of all hosts, which is asked again and again.
 * Used by one thread at a time.
 */
final class DoorOpener implements SourceConnection.Opener {

    /** A front door is near, and whoever has come to the other one waits meanwhile. */
    private static final Duration FRONT_LIMIT = Duration.ofSeconds(5);

    private static final Logger LOGGER = LoggerFactory.getLogger(DoorOpener.class);

    private final PublishSource source;
    private final @Nullable DoorStream door;
    private final MediaSource.@Nullable NetworkUrl front;

    /** Whether that the front door refuses was told since it last did not. */
    private boolean refused;

    DoorOpener(PublishSource source, @Nullable DoorStream door, MediaSource.@Nullable NetworkUrl front) {
        if (door == null && front == null) {
            throw new MediaException(
                    "nobody can publish here: publish: is a source of streams of brushcast platform, or of"
                            + " brushcast ingest --hosted with --publish-port or --front-door");
        }
        this.source = source;
        this.door = door;
        this.front = front;
    }

    @Override
    public OpenSource open(InputOptions limits, Cancellation cancellation) {
        if (door == null) {
            return atFront(front, limits, cancellation);
        }
        door.elsewhere(false);
        if (front == null || door.publication() != null) {
            return atDoor(door, limits, cancellation);
        }
        OpenSource opened = atFront(front, limits, cancellation);
        door.elsewhere(true);
        return opened;
    }

    private OpenSource atDoor(DoorStream here, InputOptions limits, Cancellation cancellation) {
        here.opening(cancellation);
        OpenSource opened = new DecodedSource(MediaInput.published(source, here, limits, cancellation));
        here.opened();
        return opened;
    }

    private OpenSource atFront(MediaSource.@Nullable NetworkUrl url, InputOptions limits, Cancellation cancellation) {
        if (url == null) {
            throw new SourceAbsentException("there is no front door");
        }
        try {
            OpenSource opened =
                    new DecodedSource(MediaInput.open(url, limits.withOpenTimeout(FRONT_LIMIT), cancellation));
            refused = false;
            return opened;
        } catch (SourceRefusedException e) {
            if (!refused) {
                LOGGER.atWarn().log("{}: a token of control's is the password that --front-door gives", e.getMessage());
                refused = true;
            }
            throw new SourceAbsentException("the front door lets nobody read: " + e.getMessage(), e);
        } catch (MediaException e) { // nobody may publish yet, whatever it says
            throw new SourceAbsentException("nobody publishes at the front door: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (door != null) {
            door.close();
        }
    }
}
