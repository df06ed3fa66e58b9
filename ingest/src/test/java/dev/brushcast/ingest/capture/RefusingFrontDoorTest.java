package dev.brushcast.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.brushcast.ingest.config.ConnectionConfig;
import dev.brushcast.ingest.config.WaitLimit;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PublishSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RefusingFrontDoorTest {

    @Test
    void aFrontDoorThatWantsAnotherPasswordIsToldAsSuchAndAskedAgain() throws Exception {
        HttpServer door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int[] asked = {0};
        door.createContext("/", exchange -> {
            asked[0]++;
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        door.start();
        List<String> told = new ArrayList<>();
        MediaSource.NetworkUrl front = (MediaSource.NetworkUrl) MediaSource.parse(
                "http://any:s3cret@localhost:" + door.getAddress().getPort() + "/me");
        ConnectionConfig config = ConnectionConfig.DEFAULT.withWaitFor(WaitLimit.ofSeconds(1));
        try (SourceConnection connection =
                SourceConnection.published(PublishSource.of("a-key-of-sixteen"), config, null, front, told::add)) {
            assertThatThrownBy(connection::look)
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("the front door lets nobody read")
                    .hasMessageContaining("check user name and password")
                    .hasMessageNotContaining("s3cret");
        } finally {
            door.stop(0);
        }

        assertThat(asked[0]).isGreaterThan(1);
        assertThat(told).noneMatch(line -> line.contains("s3cret"));
    }
}
