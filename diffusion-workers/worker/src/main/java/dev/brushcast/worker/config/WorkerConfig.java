package dev.brushcast.worker.config;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.brushcast.worker.render.LagPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A worker's settings.
 *
 * @param name tells it from the other workers, in records and for its state's folder; null: the host's name
 * @param group all workers of a group share the slots between them; also the prefix of the changelog topics
 * @param stateDir folder for local state; each worker makes one of its own in it, by its name
 * @param workers how many workers the group is planned to have, at least 1
 * @param threads how many slots the worker can serve at a time; 0: as many as there are, so that any worker can take
 *     over from all others
 * @param payloadThreads how many pictures are decoded or encoded at a time; 0: one for each core
 * @param chunkTimeout how long the engine may take for a chunk before its frames are given up; 1 s to 4 min
 * @param maxThreadRestarts how many stream threads may fail and be replaced in ten minutes before the worker gives up
 * @param lag what is done about live chunks that come late
 * @param warmUp what the engine is tried on before the worker takes part
 * @param kafka further settings for Kafka Streams and its clients, by Kafka's names
 */
public record WorkerConfig(
        @Nullable String name,
        String group,
        Path stateDir,
        int workers,
        int threads,
        int payloadThreads,
        Duration chunkTimeout,
        int maxThreadRestarts,
        LagPolicy lag,
        WarmUp warmUp,
        Map<String, String> kafka) {

    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    // Kafka takes a worker for dead that does not poll for five minutes.
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(4);

    /** The settings that hold where nothing else is said. */
    public static WorkerConfig defaults() {
        return new WorkerConfig(
                null,
                "brushcast-worker",
                Path.of("worker-state"),
                1,
                0,
                0,
                Duration.ofSeconds(30),
                5,
                LagPolicy.DEFAULT,
                WarmUp.DEFAULT,
                Map.of());
    }

    public WorkerConfig {
        require(!group.isBlank(), "group must not be empty");
        require(workers >= 1, "workers must be at least 1, not " + workers);
        require(threads >= 0, "threads must be at least 0, not " + threads);
        require(payloadThreads >= 0, "payloadThreads must be at least 0, not " + payloadThreads);
        require(maxThreadRestarts >= 0, "maxThreadRestarts must be at least 0, not " + maxThreadRestarts);
        require(
                chunkTimeout.compareTo(SHORTEST_TIMEOUT) >= 0 && chunkTimeout.compareTo(LONGEST_TIMEOUT) <= 0,
                "chunkTimeout must be 1 s to 4 min, not " + chunkTimeout);
        kafka = Map.copyOf(kafka);
    }

    /** From a file, in which every key may be left out; see {@code reference.yaml}. */
    @JsonCreator
    static WorkerConfig ofFile(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("group") @Nullable String group,
            @JsonProperty("stateDir") @Nullable Path stateDir,
            @JsonProperty("workers") @Nullable Integer workers,
            @JsonProperty("threads") @Nullable Integer threads,
            @JsonProperty("payloadThreads") @Nullable Integer payloadThreads,
            @JsonProperty("chunkTimeout") @Nullable Duration chunkTimeout,
            @JsonProperty("maxThreadRestarts") @Nullable Integer maxThreadRestarts,
            @JsonProperty("thinOutAfter") @Nullable Duration thinOutAfter,
            @JsonProperty("reuseAfter") @Nullable Duration reuseAfter,
            @JsonProperty("passthroughAfter") @Nullable Duration passthroughAfter,
            @JsonProperty("warmUpWidth") @Nullable Integer warmUpWidth,
            @JsonProperty("warmUpHeight") @Nullable Integer warmUpHeight,
            @JsonProperty("warmUpFrames") @Nullable Integer warmUpFrames,
            @JsonProperty("warmUpTimeout") @Nullable Duration warmUpTimeout,
            @JsonProperty("kafka") @Nullable Map<String, String> kafka) {
        WorkerConfig byDefault = defaults();
        return new WorkerConfig(
                name,
                requireNonNullElse(group, byDefault.group),
                requireNonNullElse(stateDir, byDefault.stateDir),
                requireNonNullElse(workers, byDefault.workers),
                requireNonNullElse(threads, byDefault.threads),
                requireNonNullElse(payloadThreads, byDefault.payloadThreads),
                requireNonNullElse(chunkTimeout, byDefault.chunkTimeout),
                requireNonNullElse(maxThreadRestarts, byDefault.maxThreadRestarts),
                new LagPolicy(
                        requireNonNullElse(thinOutAfter, byDefault.lag.thinOutAfter()),
                        requireNonNullElse(reuseAfter, byDefault.lag.reuseAfter()),
                        requireNonNullElse(passthroughAfter, byDefault.lag.passthroughAfter())),
                new WarmUp(
                        requireNonNullElse(warmUpWidth, byDefault.warmUp.width()),
                        requireNonNullElse(warmUpHeight, byDefault.warmUp.height()),
                        requireNonNullElse(warmUpFrames, byDefault.warmUp.frames()),
                        requireNonNullElse(warmUpTimeout, byDefault.warmUp.timeout())),
                requireNonNullElse(kafka, byDefault.kafka));
    }

    /** The same under another name, in another group and in another folder. */
    public WorkerConfig with(@Nullable String newName, String newGroup, Path newStateDir) {
        return new WorkerConfig(
                newName,
                newGroup,
                newStateDir,
                workers,
                threads,
                payloadThreads,
                chunkTimeout,
                maxThreadRestarts,
                lag,
                warmUp,
                kafka);
    }

    /** The same with another warm-up. */
    public WorkerConfig with(WarmUp newWarmUp) {
        return new WorkerConfig(
                name,
                group,
                stateDir,
                workers,
                threads,
                payloadThreads,
                chunkTimeout,
                maxThreadRestarts,
                lag,
                newWarmUp,
                kafka);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
