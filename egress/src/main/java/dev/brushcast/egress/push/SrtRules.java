package dev.brushcast.egress.push;

import dev.brushcast.kit.UserError;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What an SRT address must be for libsrt to take it, said before anything is connected and without what is secret. */
final class SrtRules {

    private static final Set<String> MODES = Set.of("caller", "listener", "rendezvous");
    private static final Set<String> KEY_BYTES = Set.of("0", "16", "24", "32");
    private static final int SHORTEST_PASSPHRASE = 10;
    private static final int LONGEST_PASSPHRASE = 79;
    private static final int LONGEST_STREAM_ID = 512;

    private SrtRules() {}

    static void check(String host, int port, String query) {
        String mode = option(query, "mode").orElse("caller");
        require(MODES.contains(mode), "mode is caller, listener or rendezvous");
        require(port > 0, "an SRT address names its port, as in srt://HOST:9000");
        require(
                !host.isEmpty() || mode.equals("listener"),
                "an SRT address without a host is one that listens: add mode=listener");
        option(query, "passphrase")
                .ifPresent(given -> require(
                        given.length() >= SHORTEST_PASSPHRASE && given.length() <= LONGEST_PASSPHRASE,
                        "an SRT passphrase has 10 to 79 characters"));
        option(query, "pbkeylen")
                .ifPresent(given -> require(KEY_BYTES.contains(given), "pbkeylen is 16, 24 or 32 bytes"));
        option(query, "streamid")
                .ifPresent(given ->
                        require(given.length() <= LONGEST_STREAM_ID, "an SRT stream id has 512 characters at most"));
        option(query, "latency")
                .ifPresent(given -> require(given.matches("[0-9]{1,9}"), "latency is a number of microseconds"));
    }

    /** An option as it is written; FFmpeg takes the first of a name. */
    static Optional<String> option(String query, String name) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new UserError("that is not an address to push to: " + rule);
        }
    }
}
