package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClusterOptions;
import dev.brushcast.compose.cli.option.StreamOptions;
import dev.brushcast.compose.cli.option.StyleOptions;
import dev.brushcast.compose.local.StylePublisher;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.worker.style.StyleTimes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast style}: another style for a stream that runs, or one for a replay. */
@Command(
        name = "style",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Changes the style of a stream on a cluster. What is not given stays as it is.")
public final class StyleCommand implements Callable<Integer> {

    private static final long MICROS = 1_000_000;

    private final Clock clock = Clock.systemUTC();

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    StreamOptions stream = new StreamOptions();

    @Mixin
    StyleOptions style = new StyleOptions();

    @Option(
            names = "--transition",
            paramLabel = "SECONDS",
            description = "Media time over which the style before fades into this one. Default: at once.")
    double transition;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Media time from which it holds, such as 2026-05-01T18:30:00Z. Default: now.")
    @Nullable
    Instant at;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() {
        InvalidUsageException.check(spec.commandLine(), this::check);
        return publish();
    }

    /**
     * Everything that can be known before anything is connected: a style on top of another is looked at when that is
     * known.
     */
    private boolean check() {
        cluster.check();
        stream.address();
        if (!(transition >= 0 && transition <= Duration.ofHours(1).toSeconds())) {
            throw new UserError("--transition " + transition + " is not a length of time: give seconds from 0 to 3600");
        }
        if (at != null) {
            requireTaken(at, clock.instant());
        }
        return true;
    }

    private int publish() {
        KafkaConnection connection = cluster.reachable();
        try (var serdes = connection.openSerdes()) {
            StyleUpdate published = new StylePublisher(new KafkaClients(connection, serdes), stream.address(), clock)
                    .publish(
                            at,
                            before -> StyleUpdate.newBuilder(
                                            before == null ? style.initial(stream.id(), "") : style.over(before))
                                    .setTransitionUs(Math.round(transition * MICROS))
                                    .build());
            spec.commandLine()
                    .getOut()
                    .println("style " + published.getRevision() + " of stream " + stream.id() + ": "
                            + published.getPrompts().stream()
                                    .map(prompt -> "\"" + prompt.getText() + "\"")
                                    .reduce((first, second) -> first + " and " + second)
                                    .orElseThrow());
        }
        return 0;
    }

    /** Refuses what workers or the topic would let go. */
    private static void requireTaken(Instant at, Instant now) {
        if (at.isBefore(now.minus(StyleTimes.KEPT)) || at.isAfter(now.plus(StyleTimes.AHEAD))) {
            throw new UserError("--at " + at + " is out of reach: give a time at most " + StyleTimes.KEPT.toDays()
                    + " days ago or " + StyleTimes.AHEAD.toDays() + " days ahead");
        }
    }
}
