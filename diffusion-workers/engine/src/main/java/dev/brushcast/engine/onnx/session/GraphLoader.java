package dev.brushcast.engine.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.ModelFile;
import dev.brushcast.engine.onnx.device.Device;
import dev.brushcast.engine.onnx.device.DeviceOptions;
import dev.brushcast.engine.onnx.device.EngineCache;
import dev.brushcast.engine.onnx.device.ExecutionProvider;
import dev.brushcast.engine.onnx.device.OrtMessages;
import dev.brushcast.engine.onnx.device.OrtRuntime;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads the graphs of a model folder onto one device. */
public final class GraphLoader {

    private final Device device;
    private final int intraOpThreads;

    /** @param intraOpThreads threads per graph on the CPU; 0 for as many as there are cores */
    public GraphLoader(Device device, int intraOpThreads) {
        this.device = device;
        this.intraOpThreads = intraOpThreads;
    }

    public Device device() {
        return device;
    }

    /** @throws EngineException if the file is no model or the device refuses it */
    public OrtGraph load(ModelFile file) {
        Path path = file.path();
        try (SessionOptions options = options(file)) {
            return new OrtGraph(path.toString(), session(file, options));
        } catch (OrtException e) {
            throw new EngineException(
                    path + " cannot be loaded on " + device + ": " + OrtMessages.firstLine(e) + "; "
                            + OrtMessages.advice(e, device),
                    e);
        } catch (IOException e) {
            throw new EngineException(path + " cannot be read: " + EngineException.reason(e), e);
        }
    }

    /** By path where the runtime can open it itself, weights in files of their own included; else as bytes, or unpacked. */
    private static OrtSession session(ModelFile file, SessionOptions options) throws OrtException, IOException {
        OrtEnvironment environment = OrtRuntime.environment();
        Path path = file.path();
        if (path.getFileSystem().equals(FileSystems.getDefault())) {
            return environment.createSession(path.toString(), options);
        }
        if (file.externalData().isEmpty()) {
            return environment.createSession(Files.readAllBytes(path), options);
        }
        try (UnpackedGraph unpacked = UnpackedGraph.of(file)) {
            return environment.createSession(unpacked.path().toString(), options);
        }
    }

    /** Names a graph's own folder only where it is needed: that reads all of its weights. */
    private Path engines(ModelFile file) throws IOException {
        EngineCache cache = EngineCache.ofUser();
        return device.provider() == ExecutionProvider.TENSORRT ? cache.folder(file) : cache.root();
    }

    private SessionOptions options(ModelFile file) throws OrtException, IOException {
        SessionOptions options = new SessionOptions();
        // What goes wrong comes back as an exception; the runtime need not print it as well.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        if (intraOpThreads > 0) {
            options.setIntraOpNumThreads(intraOpThreads);
        }
        // Spinning workers of one graph would take the cores from the others.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        DeviceOptions.add(options, device, engines(file), file.halfPrecision());
        return options;
    }
}
