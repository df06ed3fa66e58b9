package dev.brushcast.egress.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.live.LiveStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServedStreamsTest {

    private final ServedStream news = stream("news");
    private final ServedStream sport = stream("sport");

    private static ServedStream stream(String id) {
        return new ServedStream(Path.of(id), new LiveStream(), 2, Map::of, () -> true, List::of, Map::of);
    }

    @Test
    void eachStreamIsBelowItsId() {
        ServedStreams streams = new ServedStreams(null);
        streams.add("news", news);
        streams.add("sport", sport);
        assertThat(streams.find("/streams/news/styled/index.m3u8"))
                .contains(new ServedStreams.Place(news, "/styled/index.m3u8"));
        assertThat(streams.find("/streams/sport/")).contains(new ServedStreams.Place(sport, "/"));
    }

    @Test
    void oneMayBeAtTheTopAsWell() {
        ServedStreams streams = new ServedStreams("news");
        streams.add("news", news);
        assertThat(streams.find("/index.m3u8")).contains(new ServedStreams.Place(news, "/index.m3u8"));
        assertThat(streams.find("/streams/news/index.m3u8")).contains(new ServedStreams.Place(news, "/index.m3u8"));
    }

    @Test
    void whatNamesNoStreamLeadsNowhere() {
        ServedStreams streams = new ServedStreams(null);
        streams.add("news", news);
        for (String path : new String[] {
            "/", "/index.m3u8", "/streams/news", "/streams//x", "/streams/other/x", "/streams/../x", "/streams/n%65ws/x"
        }) {
            assertThat(streams.find(path)).as(path).isEmpty();
        }
    }

    @Test
    void aStreamThatWasReplacedIsNotTakenAwayByTheOneBefore() {
        ServedStreams streams = new ServedStreams(null);
        streams.add("news", news);
        streams.add("news", sport);
        streams.remove("news", news);
        assertThat(streams.find("/streams/news/x")).contains(new ServedStreams.Place(sport, "/x"));
        streams.remove("news", sport);
        assertThat(streams.find("/streams/news/x")).isEmpty();
    }

    @Test
    void ofAStreamThatStandsStillOnlyItsRecordingsAreThere() {
        ServedStreams streams = new ServedStreams(null);
        streams.standingStill(id -> id.equals("still") ? Optional.of(stream("still")) : Optional.empty());

        assertThat(streams.find("/streams/still/recordings")).isPresent();
        assertThat(streams.find("/streams/still/recording-12.mp4")).isPresent();
        for (String path : List.of(
                "/streams/still/",
                "/streams/still/index.m3u8",
                "/streams/still/api/status",
                "/streams/still/styled/e1-init.mp4",
                "/streams/still/recording.mp4.part",
                "/streams/still/../recording.mp4",
                "/streams/other/recordings")) {
            assertThat(streams.find(path)).as(path).isEmpty();
        }
    }
}
