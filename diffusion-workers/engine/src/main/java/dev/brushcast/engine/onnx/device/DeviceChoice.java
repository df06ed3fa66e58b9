package dev.brushcast.engine.onnx.device;

import dev.brushcast.engine.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
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
        return Arrays.stream(names.split(SEPARATOR, -1))
                .map(String::strip)
                .map(name -> names.contains(SEPARATOR) && name.equals(AUTO) ? noAuto(names) : choose(name))
                .toList();
    }

    private static Device noAuto(String names) {
        throw new EngineException("\"" + names + "\": of several devices each has its name, such as cuda:0,cuda:1");
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
            Device device = Device.named(name);
            DeviceProbe.missing(device).ifPresent(why -> {
                throw new EngineException("device " + device + " does not load: " + why + "; use --device auto or cpu");
            });
            LOGGER.info("models run on {}, as asked for", device);
            return device;
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
