package dev.brushcast.egress.push;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the push to one server goes.
 *
 * @param id by which the push is known while the stream runs
 * @param target the server, without what is secret in its address
 * @param state what it does now
 * @param reason why it is not publishing, in words; null: nothing is wrong
 * @param sent pictures that the server has taken
 * @param dropped pictures that were not sent: the server was away, refused or was too slow
 * @param connections how often it was connected
 */
public record PushStatus(
        String id, String target, State state, @Nullable String reason, long sent, long dropped, long connections) {

    /** What a push does. */
    public enum State {
        /** Nothing was to be sent yet. */
        WAITING,
        PUBLISHING,
        /** The server has taken nothing for a while. */
        STALLED,
        /** It is tried again after a while, or waited for. */
        RETRYING,
        ENDED;

        /** As reports and the page have it. */
        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** True when there was something to send and nothing of it ever was. */
    public boolean nothingSent() {
        return sent == 0 && dropped > 0;
    }
}
