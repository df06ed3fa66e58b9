package dev.brushcast.engine.onnx.device;

import dev.brushcast.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the device, and says which and why. */
public final class DeviceChoice {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeviceChoice.class);
    private static final String AUTO = "auto";
    private static final String SEPARATOR = ",";

    private DeviceChoice() {}

    /**
     * The devices of a list with commas, such as {@code cuda:0,cuda:1}; for a single name the one of {@link #choose}.
     *
     * @throws EngineException if one of them does not load
     */
    public static List<Device> several(String names) {
        return names.contains(SEPARATOR)
                ? Device.listed(names).stream().map(DeviceChoice::loading).toList()
                : List.of(choose(names));
    }

    private static Device loading(Device device) {
        DeviceProbe.missing(device).ifPresent(why -> {
            throw new EngineException("device " + device + " does not load: " + why + "; use --device auto or cpu");
        });
        LOGGER.info("models run on {}, as asked for", device);
        return device;
    }

    /**
     * The device of a name; for {@code auto} the first that loads of TensorRT, CUDA and CPU.
     *
     * @throws EngineException if the named one does not load
     */
    public static Device choose(String name) {
        if (name.contains(SEPARATOR)) {
            throw new EngineException("\"" + name + "\" are several devices, over which only a video model with"
                    + " transformer/blocks can be parted: give one");
        }
        if (!name.equals(AUTO)) {
            return loading(Device.named(name));
        }
        List<String> others = new ArrayList<>();
        for (ExecutionProvider provider : ExecutionProvider.values()) {
            Device device = new Device(provider, 0);
            var missing = DeviceProbe.missing(device);
            if (missing.isEmpty()) {
                LOGGER.info(
                        "models run on {}{}", device, others.isEmpty() ? "" : " (" + String.join("; ", others) + ")");
                return device;
            }
            others.add("not " + provider.label() + ": " + missing.get());
        }
        throw new IllegalStateException("the CPU always loads");
    }
}
