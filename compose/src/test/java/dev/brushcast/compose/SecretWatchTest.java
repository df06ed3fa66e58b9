package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What watches for secrets finds them, wherever in a line they are. */
class SecretWatchTest {

    private static final String SECRET = "canary-5d81";

    @Test
    void aSecretIsFoundInEachPartOfALineOfAnyLogger() {
        try (SecretWatch watch = SecretWatch.open(List.of(SECRET))) {
            LoggerFactory.getLogger("dev.brushcast.some").debug("a message with {}", SECRET);
            LoggerFactory.getLogger("org.apache.kafka.some")
                    .atDebug()
                    .addKeyValue("password", SECRET)
                    .log("a value beside it");
            LoggerFactory.getLogger("dev.brushcast.other")
                    .atInfo()
                    .setCause(new IllegalStateException("outside", new IllegalArgumentException(SECRET)))
                    .log("a cause of a cause");
            LoggerFactory.getLogger("dev.brushcast.media.ffmpeg.native").trace("of FFmpeg: {}", SECRET);
            Logger.getLogger("io.helidon.some").log(Level.FINE, "a header {0}", SECRET);
            watch.look("an answer", "{\"key\": \"" + SECRET + "\"}");
            LoggerFactory.getLogger("dev.brushcast.some").info("nothing secret");

            assertThat(watch.found()).hasSize(6).allMatch(line -> line.startsWith(SECRET + " is in "));
        }
    }
}
