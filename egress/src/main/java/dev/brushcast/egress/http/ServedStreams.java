package dev.brushcast.egress.http;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a server: each below {@code /streams/ID}, and one of them, where there is one that all is about, at the top as
 * well. They come and go while others are served. Safe for use by several threads.
 */
public final class ServedStreams {

    private static final Pattern OF_STREAM = Pattern.compile("/streams/([A-Za-z0-9._-]{1,200})(/.*)");

    /** What is to be had of a stream that stands still. */
    private static final Pattern RECORDED = Pattern.compile("/recordings|/recording(-[0-9]{1,9})?\\.mp4");

    private final Map<String, ServedStream> streams = new ConcurrentSkipListMap<>();
    private volatile Function<String, Optional<ServedStream>> still = _ -> Optional.empty();
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

    /** Where the recordings of streams lie that stand still, by their ids. */
    public void standingStill(Function<String, Optional<ServedStream>> streams) {
        still = streams;
    }

    /** The styles of a stream's source that viewers can choose, its own among them, as they are now. */
    public List<StyleOffer> offers(ServedStream of) {
        return of.styles().get().stream()
                .map(choice -> {
                    Optional<ServedStream> there = stream(choice.stream());
                    return new StyleOffer(
                            choice.stream(),
                            choice.title(),
                            there.filter(SiblingStyles::plays).isPresent(),
                            there.filter(other -> other.equals(of) || SiblingStyles.canChange(of, other))
                                    .isPresent());
                })
                .toList();
    }

    /** Empty: it is not served here. */
    Optional<ServedStream> stream(String id) {
        return Optional.ofNullable(streams.get(id));
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
        return stream(id)
                .or(() -> RECORDED.matcher(path).matches() ? still.apply(id) : Optional.empty())
                .map(stream -> new Place(stream, path));
    }
}
