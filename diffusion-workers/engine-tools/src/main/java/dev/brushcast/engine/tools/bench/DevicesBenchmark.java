package dev.brushcast.engine.tools.bench;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.onnx.video.OrtVideoModel;
import dev.brushcast.engine.tools.bench.DevicesReport.OnDevices;
import dev.brushcast.engine.video.devices.PartedTransformer;
import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.CrossKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A video model's transformer on one device beside the same parted over several, by turns on the same latents. */
public final class DevicesBenchmark {

    private static final double MILLIS = 1e3;

    private DevicesBenchmark() {}

    /**
     * Runs one stream through both.
     *
     * @param model folder that has the transformer's blocks
     * @param devices several, with commas between them
     * @param size of the pictures
     * @param steps of a chunk
     * @param chunks of each round, more than blocks need to move
     * @param rounds how often
     * @throws EngineException if the model does not fit, or there are not several devices
     */
    public static DevicesReport run(Path model, String devices, PictureSize size, int steps, int chunks, int rounds) {
        int comma = devices.indexOf(',');
        if (comma < 0) {
            throw new EngineException("\"" + devices + "\" is one device: give several, such as cpu,cpu");
        }
        VideoFolder folder = VideoFolder.open(model);
        LatentLoad load = new LatentLoad(folder, size, steps);
        try (OrtVideoModel one = OrtVideoModel.load(folder, devices.substring(0, comma), 0);
                OrtVideoModel several = OrtVideoModel.load(folder, devices, 0)) {
            CausalTransformer whole = one.networks().transformer();
            CausalTransformer parted = several.networks().transformer();
            CrossKeys prompt = whole.crossKeys(one.text().encodePlain("").states());
            List<Double> ofOne = new ArrayList<>();
            List<Double> ofSeveral = new ArrayList<>();
            double difference = 0;
            for (int round = 0; round < rounds; round++) {
                LatentLoad.Outcome wanted = load.run(whole, prompt, chunks);
                LatentLoad.Outcome got = load.run(parted, prompt, chunks);
                ofOne.add(wanted.chunksPerSecond());
                ofSeveral.add(got.chunksPerSecond());
                difference = Math.max(difference, difference(got.latents(), wanted.latents()));
            }
            while (hasNoTimes(parted)) { // blocks moved after the last pass, once, and times begin anew
                load.run(parted, prompt, chunks);
            }
            return new DevicesReport(
                    folder.name(),
                    Hardware.describe(),
                    size.toString(),
                    steps,
                    onDevices(one.device(), whole, ofOne, steps),
                    onDevices(several.device(), parted, ofSeveral, steps),
                    difference);
        }
    }

    private static boolean hasNoTimes(CausalTransformer transformer) {
        return transformer instanceof PartedTransformer parted
                && parted.times().stream().anyMatch(time -> time.whole() == 0);
    }

    private static OnDevices onDevices(String devices, CausalTransformer transformer, List<Double> rounds, int steps) {
        List<Double> millis = transformer instanceof PartedTransformer parted
                ? parted.times().stream().map(time -> time.whole() * MILLIS).toList()
                : List.of();
        String parts = transformer instanceof PartedTransformer ? transformer.toString() : "";
        return new OnDevices(
                devices,
                parts,
                Medians.of(rounds, Double::doubleValue),
                rounds,
                millis,
                (steps - 1) * transformer.depth());
    }

    /** The largest difference over the largest number. */
    private static double difference(List<float[]> got, List<float[]> wanted) {
        if (got.size() != wanted.size()) {
            throw new EngineException(
                    got.size() + " chunks have come out of several devices, and " + wanted.size() + " of one");
        }
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < got.size(); i++) {
            for (int at = 0; at < got.get(i).length; at++) {
                largest = Math.max(largest, Math.abs(wanted.get(i)[at]));
                difference = Math.max(difference, Math.abs(got.get(i)[at] - wanted.get(i)[at]));
            }
        }
        return largest == 0 ? difference : difference / largest;
    }
}
