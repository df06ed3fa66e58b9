package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.folder.ModelFile;
import dev.brushcast.engine.folder.VideoBlocks;
import dev.brushcast.engine.onnx.device.Device;
import dev.brushcast.engine.onnx.device.ExecutionProvider;
import dev.brushcast.engine.onnx.session.Closing;
import dev.brushcast.engine.onnx.session.GraphLoader;
import dev.brushcast.engine.video.balance.BlockSpan;
import dev.brushcast.engine.video.devices.PartedTransformer;
import dev.brushcast.engine.video.devices.PromptKeys;
import dev.brushcast.engine.video.model.CrossKeys;
import dev.brushcast.engine.video.model.TransformerTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a transformer whose blocks are parted over devices of ONNX Runtime. */
public final class OrtDevices {

    private static final BlockSpan NO_BLOCKS = new BlockSpan(0, 0);

    private OrtDevices() {}

    /**
     * Loaders for devices. Several on one CPU share its cores.
     *
     * @param intraOpThreads threads per graph on the CPU; 0 for as many as there are cores
     */
    static List<GraphLoader> loaders(List<Device> devices, int intraOpThreads) {
        int cpus = Math.toIntExact(devices.stream()
                .filter(device -> device.provider() == ExecutionProvider.CPU)
                .count());
        int share = Math.max(1, Runtime.getRuntime().availableProcessors() / Math.max(1, cpus));
        int threads = intraOpThreads == 0 && cpus > 1 ? share : intraOpThreads;
        return devices.stream().map(device -> new GraphLoader(device, threads)).toList();
    }

    /**
     * Loads the blocks, evenly parted.
     *
     * @param textKeys graph that makes a prompt's keys, for the first device
     * @param loaders of the devices, in the order in which passes go through them
     * @param balanceAfter after how many passes blocks are parted anew, once; 0: never
     * @throws dev.brushcast.engine.EngineException if a graph does not fit, or there are more devices than blocks
     */
    public static PartedTransformer load(
            ModelFile textKeys, VideoBlocks blocks, List<GraphLoader> loaders, int balanceAfter) {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            EmbedGraph embed = new EmbedGraph(loaders.getFirst().load(blocks.embed()));
            opened.add(embed);
            HeadGraph head = new HeadGraph(loaders.getLast().load(blocks.head()), embed.carried());
            opened.add(head);
            TextKeys text = new TextKeys(
                    loaders.getFirst().load(textKeys), blocks.blocks().size());
            opened.add(text);
            List<OrtBlockDevice> devices = new ArrayList<>();
            for (int i = 0; i < loaders.size(); i++) {
                OrtBlockDevice device = new OrtBlockDevice(
                        name(loaders, i),
                        loaders.get(i),
                        blocks.blocks(),
                        embed.carried(),
                        i == 0 ? Optional.of(embed) : Optional.empty(),
                        i == loaders.size() - 1 ? Optional.of(head) : Optional.empty(),
                        System::nanoTime);
                devices.add(device);
                opened.add(() -> device.take(NO_BLOCKS));
            }
            TransformerTraits traits = devices.getFirst().traits(text.tokens(), text.width(), embed.channels());
            return new PartedTransformer(traits, prompts(text, traits), List.copyOf(devices), balanceAfter);
        } catch (RuntimeException e) {
            Closing.all(opened, e);
            throw e;
        }
    }

    /** Several on one CPU are told apart. */
    private static String name(List<GraphLoader> loaders, int at) {
        String name = loaders.get(at).device().toString();
        long before = loaders.subList(0, at).stream()
                .filter(other -> other.device().toString().equals(name))
                .count();
        return before == 0 ? name : name + " (" + (before + 1) + ")";
    }

    private static PromptKeys prompts(TextKeys text, TransformerTraits traits) {
        return new PromptKeys() {
            @Override
            public CrossKeys of(float[] states) {
                return text.of(states, traits.heads() * traits.headWidth());
            }

            @Override
            public void close() {
                text.close();
            }
        };
    }
}
