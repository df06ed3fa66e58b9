package dev.brushcast.worker.topology;

/** Names of the topology's nodes, as they show in Kafka Streams' metrics and descriptions. */
final class Nodes {

    static final String CHUNK_SOURCE = "source-video-in";
    static final String STYLE_SOURCE = "styles-in";
    static final String DIFFUSION = "diffusion";
    static final String STYLE_PROCESSOR = "style-updates";
    static final String HEALTH_PROCESSOR = "health-totals";
    static final String STYLED = "styled-video-out";
    static final String TIMINGS = "timings-out";
    static final String EVENTS = "events-out";
    static final String HEALTH = "health-out";
    static final String DEAD_LETTERS = "dead-letter-out";

    private Nodes() {}
}
