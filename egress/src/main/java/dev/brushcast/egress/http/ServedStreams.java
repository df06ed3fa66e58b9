package dev.brushcast.egress.http;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a server: each below {@code /streams/ID}, and one of them, where there is one that all is about, at the top as
 * well. They come and go while others are served. Safe for use by several threads.
 */
public final class ServedStreams {

    private static final Pattern OF_STREAM = Pattern.compile("/streams/([A-Za-z0-9._-]{1,200})(/.*)");

    private final Map<String, ServedStream> streams = new ConcurrentSkipListMap<>();
    private final @Nullable String top;

    /** @param top id of the stream that is at the top as well; null: none is */
    public ServedStreams(@Nullable String top) {
        this.top = top;
    }

    /** It is served from now on. */
    public void add(String id, ServedStream stream) {
        streams.put(id, stream);
    }

    /** It is served no more, unless another one has come by its id. */
    public void remove(String id, ServedStream stream) {
        streams.remove(id, stream);
    }

    /** All of them, by their ids. */
    Collection<ServedStream> all() {
        return streams.values();
    }

    /**
     * What a path names.
     *
     * @param stream whose it is
     * @param path within the stream, from its slash on
     */
    record Place(ServedStream stream, String path) {}

    /** Empty: no stream that there is. */
    Optional<Place> find(String path) {
        Matcher ofStream = OF_STREAM.matcher(path);
        if (ofStream.matches()) {
            return place(ofStream.group(1), ofStream.group(2));
        }
        return top == null ? Optional.empty() : place(top, path);
    }

    private Optional<Place> place(String id, String path) {
        return Optional.ofNullable(streams.get(id)).map(stream -> new Place(stream, path));
    }
}
