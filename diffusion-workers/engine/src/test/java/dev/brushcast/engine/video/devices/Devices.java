package dev.brushcast.engine.video.devices;

import dev.brushcast.engine.video.model.CrossKeys;
import dev.brushcast.engine.video.model.TransformerTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Transformers on devices that only calculate. */
final class Devices {

    private static final PromptKeys NO_PROMPTS = new PromptKeys() {
        @Override
        public CrossKeys of(float[] states) {
            return EchoBlocks.prompt(EchoStream.LAYERS, states[0]);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    };

    private Devices() {}

    /** So many, which keep their blocks. */
    static PartedTransformer of(int devices) {
        return on(several(devices, (_, _) -> {}), 0);
    }

    static List<EchoDevice> several(int devices, BiConsumer<Integer, EchoDevice> set) {
        List<EchoDevice> made = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            EchoDevice device = new EchoDevice("echo:" + i);
            set.accept(i, device);
            made.add(device);
        }
        return made;
    }

    static PartedTransformer on(List<EchoDevice> devices, int balanceAfter) {
        return new PartedTransformer(
                new TransformerTraits(EchoStream.LAYERS, 1, 1, 1, 1, 1, true),
                NO_PROMPTS,
                List.copyOf(devices),
                balanceAfter);
    }
}
