package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.Ffmpeg;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avutil;

/** Filters of FFmpeg that make pictures and audio from nothing, each chain with a sink to read from. Used by one thread. */
final class FilterGraph implements AutoCloseable {

    private final AVFilterGraph graph;

    /**
     * Builds a graph.
     *
     * @param description in FFmpeg's language; each chain ends in {@code buffersink@NAME} or {@code abuffersink@NAME}
     */
    FilterGraph(String description) {
        graph = avfilter.avfilter_graph_alloc();
        try {
            AVFilterInOut open = new AVFilterInOut(null);
            String failure = "cannot make " + description;
            Ffmpeg.check(avfilter.avfilter_graph_parse2(graph, description, open, new AVFilterInOut(null)), failure);
            Ffmpeg.check(avfilter.avfilter_graph_config(graph, null), failure);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The sink of a chain, by its whole name as in the description. */
    AVFilterContext sink(String name) {
        AVFilterContext sink = avfilter.avfilter_graph_get_filter(graph, name);
        if (sink == null) {
            throw new MediaException("there is no filter " + name);
        }
        return sink;
    }

    /** Fetches the next frame of a chain; false: there are no more. */
    static boolean next(AVFilterContext sink, AVFrame frame) {
        int code = avfilter.av_buffersink_get_frame(sink, frame);
        if (code == avutil.AVERROR_EOF()) {
            return false;
        }
        Ffmpeg.check(code, "cannot make the next frame");
        return true;
    }

    @Override
    public void close() {
        avfilter.avfilter_graph_free(graph);
    }
}
