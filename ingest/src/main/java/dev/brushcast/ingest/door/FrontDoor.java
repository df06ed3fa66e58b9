package dev.brushcast.ingest.door;

import dev.brushcast.kit.UserError;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.source.MediaSource;

/**
 * A server that encoders publish to, and from which a host takes in what it has (MediaMTX, for example).
 *
 * @param template its address, as in {@code rtsp://ingest:TOKEN@mediamtx:8554/{id}}, with {@value #ID} for the stream's id
 */
public record FrontDoor(String template) {

    private static final String ID = "{id}";

    /** @throws UserError if it is no address, or names no place for the id */
    public FrontDoor {
        if (!template.contains(ID)
                || !(parsed(template.replace(ID, "id")) instanceof MediaSource.NetworkUrl url)
                || url.listens()) {
            throw new UserError("a front door is an address with {id} in it, as in rtsp://mediamtx:8554/{id}");
        }
    }

    private static MediaSource parsed(String url) {
        try {
            return MediaSource.parse(url);
        } catch (MediaException e) {
            throw new UserError("the front door cannot be: " + e.getMessage());
        }
    }

    /** Where a stream of it is read; ids have no character that means something in an address. */
    public MediaSource.NetworkUrl of(String streamId) {
        return new MediaSource.NetworkUrl(template.replace(ID, streamId));
    }

    /** Without what is secret in it. */
    @Override
    public String toString() {
        return parsed(template.replace(ID, "id")).redacted();
    }
}
