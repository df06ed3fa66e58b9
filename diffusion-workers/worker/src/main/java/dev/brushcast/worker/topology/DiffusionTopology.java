package dev.brushcast.worker.topology;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.StreamHealth;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kit.kafka.KnownEpochs;
import dev.brushcast.worker.metrics.WorkerMetrics;
import dev.brushcast.worker.render.ChunkRenderer;
import dev.brushcast.worker.render.SourceLog;
import dev.brushcast.worker.store.Stores;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * The worker's topology: one sub-topology, hence one task for each slot.
 *
 * <pre>
 * source-video ──► diffusion ──► styled-video, timings, events, dead-letter
 *                   │  ▲   └───► health-totals ──► health
 *            states ┘  └ styles ◄── style-updates ◄── styles
 *                                        └───► events
 * </pre>
 */
public final class DiffusionTopology {

    private final Topology topology = new Topology();
    private final Topics topics;
    private final AvroSerdes serdes;

    private DiffusionTopology(Topics topics, AvroSerdes serdes) {
        this.topics = topics;
        this.serdes = serdes;
    }

    /**
     * Builds it.
     *
     * @param topics of the installation
     * @param serdes stay open as long as the topology runs
     * @param epochs which chunks are of a capture that there was; shared by all tasks
     * @param renderer shared by all tasks
     * @param logs where source chunks are read again
     * @param commits shared by all tasks
     * @param worker name of the worker, for events
     */
    public static Topology build(
            Topics topics,
            AvroSerdes serdes,
            KnownEpochs epochs,
            ChunkRenderer renderer,
            SourceLog.OfSlot logs,
            CommitPolicy commits,
            WorkerMetrics metrics,
            String worker) {
        DiffusionTopology made = new DiffusionTopology(topics, serdes);
        made.readStyles(renderer, new StyleEvents(worker));
        made.renderChunks(epochs, renderer, logs, commits, new Publisher(new DegradationEvents(worker), metrics));
        made.sumUpHealth();
        return made.topology;
    }

    private void readStyles(ChunkRenderer renderer, StyleEvents events) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                Nodes.STYLE_SOURCE,
                new StyleOrder(),
                new StringDeserializer(),
                serdes.value(StyleUpdate.class).deserializer(),
                topics.styles().name());
        topology.addProcessor(
                Nodes.STYLE_PROCESSOR,
                OnInit.<String, StyleUpdate, String, Slotted<?>>of(
                        context -> new StyleProcessor(renderer::refusal, events, context)::process),
                Nodes.STYLE_SOURCE);
        topology.addStateStore(Stores.styles(serdes), Nodes.STYLE_PROCESSOR);
    }

    private void renderChunks(
            KnownEpochs epochs,
            ChunkRenderer renderer,
            SourceLog.OfSlot logs,
            CommitPolicy commits,
            Publisher publisher) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                Nodes.CHUNK_SOURCE,
                new ChunkOrder(),
                new StringDeserializer(),
                new ReceivedChunkDeserializer(serdes.value(VideoChunk.class).deserializer()),
                topics.sourceVideo().name());
        topology.addProcessor(
                Nodes.DIFFUSION,
                OnInit.<String, ReceivedChunk, String, Slotted<?>>of(
                        context -> new DiffusionProcessor(epochs, renderer, logs, publisher, commits, context)),
                Nodes.CHUNK_SOURCE);
        topology.addStateStore(Stores.states(), Nodes.DIFFUSION);
        topology.connectProcessorAndStateStores(Nodes.DIFFUSION, Stores.STYLES);
        addSink(Nodes.STYLED, topics.styledVideo(), Nodes.DIFFUSION);
        addSink(Nodes.TIMINGS, topics.timings(), Nodes.DIFFUSION);
        addSink(Nodes.EVENTS, topics.events(), Nodes.DIFFUSION, Nodes.STYLE_PROCESSOR);
        addSink(Nodes.DEAD_LETTERS, topics.deadLetter(), new ByteArraySerializer(), Nodes.DIFFUSION);
    }

    private void sumUpHealth() {
        topology.addProcessor(
                Nodes.HEALTH_PROCESSOR,
                OnInit.<String, Slotted<ChunkTiming>, String, Slotted<StreamHealth>>of(
                        context -> new HealthProcessor(context)::process),
                Nodes.DIFFUSION);
        topology.addStateStore(Stores.health(serdes), Nodes.HEALTH_PROCESSOR);
        addSink(Nodes.HEALTH, topics.health(), Nodes.HEALTH_PROCESSOR);
    }

    private <V extends SpecificRecord> void addSink(String node, TopicDefinition<V> topic, String... parents) {
        addSink(node, topic, serdes.value(topic.valueType()).serializer(), parents);
    }

    private <V> void addSink(String node, TopicDefinition<V> topic, Serializer<V> values, String... parents) {
        topology.addSink(
                node,
                topic.name(),
                new StringSerializer(),
                new SlottedSerializer<>(values),
                new SlotPartitioner<V>(),
                parents);
    }
}
