package dev.brushcast.worker.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.brushcast.kit.UserError;
import java.util.Arrays;

/**
 * How often a chunk's result may be in the log. With either, each source frame ends as one outcome for everybody who reads the log: of a
 * chunk that comes twice, the first counts.
 */
public enum Guarantee {
    /**
     * Nothing is lost; after a crash some chunks come out again, perhaps otherwise. Results are there as soon as they are written: no
     * transaction is waited for.
     */
    AT_LEAST_ONCE("at_least_once"),

    /** Each result, event and timing is in the log once, together with the state and the place that the worker has come to. */
    EXACTLY_ONCE_V2("exactly_once_v2");

    private final String text;

    Guarantee(String text) {
        this.text = text;
    }

    /**
     * Reads one.
     *
     * @throws UserError if it is none
     */
    @JsonCreator
    public static Guarantee parse(String text) {
        return Arrays.stream(values())
                .filter(guarantee -> guarantee.text.equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new UserError("There is no guarantee '" + text + "': write at_least_once or exactly_once_v2"));
    }

    /** As Kafka Streams writes it. */
    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
