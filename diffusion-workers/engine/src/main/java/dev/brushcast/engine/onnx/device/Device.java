package dev.brushcast.engine.onnx.device;

import dev.brushcast.engine.EngineException;
import java.util.Arrays;
import java.util.List;

/**
 * Where a model runs.
 *
 * @param provider the execution provider
 * @param index of the GPU; 0 for the CPU
 */
public record Device(ExecutionProvider provider, int index) {

    /**
     * By name: {@code cpu}, {@code cuda}, {@code cuda:N}, {@code tensorrt}, {@code tensorrt:N}.
     *
     * @throws EngineException if it is another
     */
    public static Device named(String name) {
        String[] parts = name.split(":", 2);
        for (ExecutionProvider provider : ExecutionProvider.values()) {
            if (provider.label().equals(parts[0])) {
                if (parts.length == 1) {
                    return new Device(provider, 0);
                }
                if (provider != ExecutionProvider.CPU && parts[1].matches("\\d{1,3}")) {
                    return new Device(provider, Integer.parseInt(parts[1]));
                }
            }
        }
        throw new EngineException(
                "no device is called \"" + name + "\": give auto, cpu, cuda:N or tensorrt:N (N from 0)");
    }

    /**
     * By names with commas between them, such as {@code cuda:0,cuda:1}.
     *
     * @throws EngineException if one of them is none, or stands for whichever device is there
     */
    public static List<Device> listed(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .map(name -> {
                    if (name.equals("auto")) {
                        throw new EngineException(
                                "\"" + names + "\": of several devices each has its name, such as cuda:0,cuda:1");
                    }
                    return named(name);
                })
                .toList();
    }

    @Override
    public String toString() {
        return provider == ExecutionProvider.CPU ? provider.label() : provider.label() + ":" + index;
    }
}
