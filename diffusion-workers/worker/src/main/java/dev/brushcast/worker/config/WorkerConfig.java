package dev.brushcast.worker.config;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.brushcast.contract.Topics;
import dev.brushcast.worker.schedule.FrameBudget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A worker's settings.
 *
 * @param topics of the installation that it is part of
 * @param membership who it is
 * @param guarantee how often a result may be in the log; the same for all workers of a group
 * @param concurrency how much it does at a time
 * @param patience when it gives something up
 * @param budget how long live frames may take
 * @param warmUp what the engine is tried on before the worker takes part
 * @param kafka further settings for Kafka Streams and its clients, by Kafka's names
 */
public record WorkerConfig(
        Topics topics,
        Membership membership,
        Guarantee guarantee,
        Concurrency concurrency,
        Patience patience,
        FrameBudget budget,
        WarmUp warmUp,
        Map<String, String> kafka) {

    private static final WorkerConfig DEFAULT = new WorkerConfig(
            Topics.UNPREFIXED,
            Membership.DEFAULT,
            Guarantee.EXACTLY_ONCE_V2,
            Concurrency.DEFAULT,
            Patience.DEFAULT,
            FrameBudget.DEFAULT,
            WarmUp.DEFAULT,
            Map.of());

    /** The settings that hold where nothing else is said. */
    public static WorkerConfig defaults() {
        return DEFAULT;
    }

    public WorkerConfig {
        kafka = Map.copyOf(kafka);
    }

    /** From a file, in which every key may be left out; see {@code reference.yaml}. */
    @JsonCreator
    static WorkerConfig ofFile(
            @JsonProperty("topicPrefix") @Nullable Topics topics,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("group") @Nullable String group,
            @JsonProperty("stateDir") @Nullable Path stateDir,
            @JsonProperty("workers") @Nullable Integer workers,
            @JsonProperty("guarantee") @Nullable Guarantee guarantee,
            @JsonProperty("threads") @Nullable Integer threads,
            @JsonProperty("payloadThreads") @Nullable Integer payloadThreads,
            @JsonProperty("chunkTimeout") @Nullable Duration chunkTimeout,
            @JsonProperty("liveMargin") @Nullable Duration liveMargin,
            @JsonProperty("maxThreadRestarts") @Nullable Integer maxThreadRestarts,
            @JsonProperty("frameBudget") @Nullable Duration frameBudget,
            @JsonProperty("longestBudget") @Nullable Duration longestBudget,
            @JsonProperty("passthroughAfter") @Nullable Duration passthroughAfter,
            @JsonProperty("warmUpWidth") @Nullable Integer warmUpWidth,
            @JsonProperty("warmUpHeight") @Nullable Integer warmUpHeight,
            @JsonProperty("warmUpFrames") @Nullable Integer warmUpFrames,
            @JsonProperty("warmUpTimeout") @Nullable Duration warmUpTimeout,
            @JsonProperty("kafka") @Nullable Map<String, String> kafka) {
        Membership member = Membership.DEFAULT;
        Concurrency atATime = Concurrency.DEFAULT;
        Patience wait = Patience.DEFAULT;
        FrameBudget late = FrameBudget.DEFAULT;
        WarmUp warm = WarmUp.DEFAULT;
        return new WorkerConfig(
                requireNonNullElse(topics, Topics.UNPREFIXED),
                new Membership(
                        name,
                        requireNonNullElse(group, member.group()),
                        requireNonNullElse(stateDir, member.stateDir()),
                        requireNonNullElse(workers, member.workers())),
                requireNonNullElse(guarantee, Guarantee.EXACTLY_ONCE_V2),
                new Concurrency(
                        requireNonNullElse(threads, atATime.threads()),
                        requireNonNullElse(payloadThreads, atATime.payloadThreads())),
                new Patience(
                        requireNonNullElse(chunkTimeout, wait.chunkTimeout()),
                        requireNonNullElse(liveMargin, wait.liveMargin()),
                        requireNonNullElse(maxThreadRestarts, wait.maxThreadRestarts())),
                new FrameBudget(
                        requireNonNullElse(frameBudget, late.budget()),
                        requireNonNullElse(longestBudget, late.longest()),
                        requireNonNullElse(passthroughAfter, late.passthroughAfter())),
                new WarmUp(
                        requireNonNullElse(warmUpWidth, warm.width()),
                        requireNonNullElse(warmUpHeight, warm.height()),
                        requireNonNullElse(warmUpFrames, warm.frames()),
                        requireNonNullElse(warmUpTimeout, warm.timeout())),
                requireNonNullElse(kafka, Map.of()));
    }

    /** The id of the workers' group on the cluster, which the changelogs and transactional ids begin with. */
    public String groupId() {
        return topics.prefix() + membership.group();
    }

    public WorkerConfig withTopics(Topics other) {
        return new WorkerConfig(other, membership, guarantee, concurrency, patience, budget, warmUp, kafka);
    }

    public WorkerConfig withMembership(Membership other) {
        return new WorkerConfig(topics, other, guarantee, concurrency, patience, budget, warmUp, kafka);
    }

    public WorkerConfig withGuarantee(Guarantee other) {
        return new WorkerConfig(topics, membership, other, concurrency, patience, budget, warmUp, kafka);
    }

    public WorkerConfig withConcurrency(Concurrency other) {
        return new WorkerConfig(topics, membership, guarantee, other, patience, budget, warmUp, kafka);
    }

    public WorkerConfig withBudget(FrameBudget other) {
        return new WorkerConfig(topics, membership, guarantee, concurrency, patience, other, warmUp, kafka);
    }

    public WorkerConfig withWarmUp(WarmUp other) {
        return new WorkerConfig(topics, membership, guarantee, concurrency, patience, budget, other, kafka);
    }

    public WorkerConfig withKafka(Map<String, String> other) {
        return new WorkerConfig(topics, membership, guarantee, concurrency, patience, budget, warmUp, other);
    }
}
