package dev.brushcast.egress.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.Optional;

/** Everything below a stream: its page, how it goes, its playlists, media and recordings. Safe for use by several threads. */
final class StreamHandler implements Handler {

    private static final String STATUS = "/api/status";
    private static final String RECORDINGS = "/recordings";

    private final ServedStreams streams;
    private final Cors cors;
    private final Handler page;
    private final LiveMedia live;
    private final ObjectMapper json = new ObjectMapper();

    StreamHandler(ServedStreams streams, Cors cors, Handler page) {
        this.streams = streams;
        this.cors = cors;
        this.page = page;
        this.live = new LiveMedia(new SiblingStyles(streams), new MediaFiles(InstantSource.system()));
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws Exception {
        Optional<ServedStreams.Place> found = streams.find(request.path().path());
        if (found.isEmpty()) {
            response.headers().set(HeaderNames.CACHE_CONTROL, "public, max-age=1"); // it may be there soon
            response.status(Status.NOT_FOUND_404).send();
            return;
        }
        ServedStreams.Place place = found.get();
        if (place.path().equals("/")) {
            page.handle(request, response);
            return;
        }
        cors.allow(request, response);
        if (place.path().equals(STATUS)) {
            json(request, response, place.stream().status().get());
        } else if (place.path().equals(RECORDINGS)) {
            json(request, response, place.stream().recordings().get());
        } else {
            live.answer(request, response, place);
        }
    }

    private void json(ServerRequest request, ServerResponse response, Object said) throws JsonProcessingException {
        response.headers().set(HeaderNames.CONTENT_TYPE, "application/json").set(HeaderNames.CACHE_CONTROL, "no-store");
        Answers.send(request, response, json.writeValueAsBytes(said));
    }
}
