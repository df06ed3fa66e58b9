package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.ModelFile;
import dev.brushcast.engine.folder.VideoBlocks;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.model.TextEncoder;
import dev.brushcast.engine.onnx.device.DeviceChoice;
import dev.brushcast.engine.onnx.session.Closing;
import dev.brushcast.engine.onnx.session.GraphLoader;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.text.TextParts;
import dev.brushcast.engine.video.devices.PartedTransformer;
import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.VideoDecoder;
import dev.brushcast.engine.video.model.VideoEncoder;
import dev.brushcast.engine.video.model.VideoNetworks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A video model, loaded.
 *
 * @param networks that a stream goes through
 * @param text encoder of prompts
 * @param device that it is on
 * @param graphs each with its inputs and outputs, for people
 */
public record OrtVideoModel(VideoNetworks networks, TextEncoder text, String device, List<String> graphs)
        implements AutoCloseable {

    private static final double NANOS = 1e9;

    public OrtVideoModel {
        graphs = List.copyOf(graphs);
    }

    /** Loads all parts, and shares no encoded prompts. */
    public static OrtVideoModel load(VideoFolder folder, String device, int intraOpThreads) {
        return load(folder, device, intraOpThreads, null);
    }

    /**
     * Loads all parts.
     *
     * @param device {@code auto}, {@code cpu}, {@code cuda:N} or {@code tensorrt:N}; of several with commas between them
     *     the first has the encoder, the last the decoder, and each its share of the transformer's blocks
     * @param intraOpThreads threads per graph on the CPU; 0 for as many as there are cores
     * @param promptCache folder of encoded prompts, which several processes may share, or null
     * @throws EngineException if the device does not load or the model does not fit
     */
    public static OrtVideoModel load(
            VideoFolder folder, String device, int intraOpThreads, @Nullable Path promptCache) {
        List<GraphLoader> loaders = OrtDevices.loaders(DeviceChoice.several(device), intraOpThreads);
        GraphLoader loader = loaders.getFirst();
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            List<OrtGraph> encoder = loaded(loader, opened, folder.encoder());
            List<OrtGraph> decoder = loaded(loaders.getLast(), opened, folder.decoder());
            VideoEncoder frames = new OrtVideoEncoder(
                    encoder.getFirst(), encoder.getLast(), folder.latentChannels(), folder.downscale());
            VideoDecoder latents = decoder(folder, decoder);
            VideoNetworks networks = loaders.size() == 1
                    ? new VideoNetworks(frames, whole(folder, loader, opened), latents)
                    : parted(folder, loaders, frames, latents, opened);
            List<String> graphs =
                    new ArrayList<>(opened.stream().map(Object::toString).toList());
            TextParts parts = TextParts.read(loader, List.of(folder.text()), false);
            opened.add(parts);
            VideoParts.check(folder, networks.transformer().traits(), parts.tokens());
            TextEncoder text = parts.open(promptCache, graphs);
            String devices =
                    loaders.stream().map(each -> each.device().toString()).collect(Collectors.joining(","));
            return new OrtVideoModel(networks, text, devices, graphs);
        } catch (RuntimeException e) {
            Closing.all(opened, e);
            throw e;
        }
    }

    private static CausalTransformer whole(VideoFolder folder, GraphLoader loader, List<AutoCloseable> opened) {
        List<OrtGraph> graphs = loaded(loader, opened, List.of(folder.textKeys(), folder.step()));
        return new OrtCausalTransformer(graphs.getFirst(), graphs.getLast());
    }

    /** On several devices, where what the encoder and the decoder take counts as well. */
    private static VideoNetworks parted(
            VideoFolder folder,
            List<GraphLoader> loaders,
            VideoEncoder encoder,
            VideoDecoder decoder,
            List<AutoCloseable> opened) {
        VideoBlocks blocks = VideoBlocks.in(folder.path());
        int balanceAfter = PartedTransformer.usualBalance(loaders.size());
        PartedTransformer parted = OrtDevices.load(folder.textKeys(), blocks, loaders, balanceAfter);
        opened.add(parted);
        if (folder.schedule().replacesSinks() && !parted.traits().judgesSinks()) {
            throw new EngineException(blocks.blocks().getFirst().path()
                    + " cannot say when to replace a sink (it has no input evict_slot): export the blocks again, or"
                    + " set sink_threshold to -1");
        }
        int last = loaders.size() - 1;
        return new VideoNetworks(
                new TimedEncoder(encoder, nanos -> parted.alsoTook(0, nanos / NANOS)),
                parted,
                new TimedDecoder(decoder, nanos -> parted.alsoTook(last, nanos / NANOS)));
    }

    private static VideoDecoder decoder(VideoFolder folder, List<OrtGraph> graphs) {
        return folder.decodesTiny()
                ? new OrtTinyDecoder(graphs.getFirst(), folder.downscale())
                : new OrtVideoDecoder(graphs.getFirst(), graphs.getLast(), folder.downscale());
    }

    private static List<OrtGraph> loaded(GraphLoader loader, List<AutoCloseable> opened, List<ModelFile> files) {
        List<OrtGraph> graphs = new ArrayList<>();
        for (ModelFile file : files) {
            OrtGraph graph = loader.load(file);
            opened.add(graph);
            graphs.add(graph);
        }
        return graphs;
    }

    @Override
    public void close() {
        networks.closeAll();
        text.close();
    }
}
