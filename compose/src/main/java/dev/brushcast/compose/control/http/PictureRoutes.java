package dev.brushcast.compose.control.http;

import dev.brushcast.compose.control.auth.Role;
import dev.brushcast.compose.control.picture.Jpegs;
import dev.brushcast.compose.control.picture.PictureKind;
import dev.brushcast.compose.control.picture.Pictures;
import dev.brushcast.compose.control.picture.Watch;
import dev.brushcast.compose.control.picture.Watch.Sent;
import dev.brushcast.compose.control.picture.Watched;
import dev.brushcast.contract.InvalidStreamAddressException;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.avro.DesiredStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What streams look like now: of many as they come, in one answer; or the newest picture of one. */
final class PictureRoutes {

    private static final int MOST_STREAMS = 64;
    private static final int FASTEST = 60;
    private static final int WAIT_SECONDS = 2;
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final StreamDesk desk;
    private final Pictures pictures;

    PictureRoutes(StreamDesk desk, Pictures pictures) {
        this.desk = desk;
        this.pictures = pictures;
    }

    List<Route> all() {
        return List.of(
                new Route("GET", "/api/v1/pictures", Role.VIEWER, this::streamed),
                new Route("GET", "/api/v1/streams/{id}/picture", Role.VIEWER, this::newest));
    }

    private Reply streamed(Call call) {
        double rate = call.decimal("rate", 0.1, FASTEST, 1);
        Set<PictureKind> kinds = kinds(call);
        Set<String> ids = new LinkedHashSet<>(call.parameters("stream").toList());
        if (ids.isEmpty() || ids.size() > MOST_STREAMS) {
            throw new ProblemException(
                    ProblemKind.MALFORMED, "name 1 to " + MOST_STREAMS + " streams, as in stream=a&stream=b");
        }
        Set<Watched> what = new LinkedHashSet<>();
        for (String id : ids) {
            DesiredStream stream = desk.require(known(id));
            kinds.forEach(kind -> what.add(new Watched(id, stream.getSlot(), kind)));
        }
        if (call.isHead()) {
            return Reply.of(200, PictureStream.TYPE, new byte[0]);
        }
        PictureStream parts = new PictureStream(watch(what, rate), what, desk.store()::find);
        return Reply.endless(parts.contentType(), parts::write);
    }

    private static String known(String id) {
        try {
            return new StreamAddress(id, 0).streamId();
        } catch (InvalidStreamAddressException e) {
            throw new ProblemException(ProblemKind.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    private Reply newest(Call call) throws InterruptedException {
        int wait = call.number("wait", 0, LONGEST_WAIT_SECONDS, WAIT_SECONDS);
        PictureKind kind = kind(call.parameter("of").orElse(PictureKind.STYLED.word()));
        DesiredStream stream = desk.require(call.streamId());
        long deadline = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
        try (Watch watch = watch(List.of(new Watched(stream.getStreamId(), stream.getSlot(), kind)), FASTEST);
                Jpegs jpegs = new Jpegs()) {
            while (true) {
                long left = Math.max(0, deadline - System.nanoTime());
                Optional<Sent> next = watch.next(Duration.ofNanos(left));
                byte[] image =
                        next.map(sent -> PictureStream.image(jpegs, sent)).orElse(new byte[0]);
                if (next.isPresent() && image.length > 0) {
                    Reply reply = Reply.of(200, PictureStream.JPEG, image);
                    PictureStream.headers(next.get().picture()).forEach(reply::with);
                    return reply;
                }
                if (next.isEmpty()) {
                    throw new ProblemException(
                            ProblemKind.NOT_FOUND,
                            "stream " + stream.getStreamId() + " has shown no " + kind.word() + " picture in " + wait
                                    + " s: ask for how it is, or later");
                }
            }
        }
    }

    private Watch watch(Collection<Watched> what, double rate) {
        return pictures.watch(what, rate)
                .orElseThrow(() -> new ProblemException(ProblemKind.TOO_MANY, "too many look at pictures already")
                        .with("Retry-After", "10"));
    }

    private static Set<PictureKind> kinds(Call call) {
        Set<PictureKind> kinds = new LinkedHashSet<>();
        Arrays.stream(call.parameter("of").orElse(PictureKind.STYLED.word()).split(",", -1))
                .map(PictureRoutes::kind)
                .forEach(kinds::add);
        return kinds;
    }

    private static PictureKind kind(String word) {
        return PictureKind.of(word)
                .orElseThrow(() ->
                        new ProblemException(ProblemKind.MALFORMED, "of is styled or source, or both: styled,source"));
    }
}
