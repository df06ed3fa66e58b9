package dev.brushcast.engine.folder;

import dev.brushcast.engine.EngineException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One ONNX model of a folder.
 *
 * @param path the {@code model.onnx}
 * @param externalData files beside it that hold weights; empty if all are inside
 * @param weightBytes size of the graph and of what is its own in these files: about what the weights take in memory
 * @param halfPrecision whether it was exported in half precision
 */
public record ModelFile(Path path, List<Path> externalData, long weightBytes, boolean halfPrecision) {

    public ModelFile {
        externalData = List.copyOf(externalData);
    }

    /** Reads which files the model of a part consists of, and checks that they are there. */
    static ModelFile of(Path part) {
        Path path = part.resolve("model.onnx");
        if (!Files.isRegularFile(path)) {
            throw new EngineException(path + " is missing"
                    + otherGraph(part).map(ModelFile::rename).orElseGet(() -> advice(part)));
        }
        return at(path);
    }

    /** As {@link #of}, but null where the part has neither a graph nor other weights. */
    static @Nullable ModelFile ofOptional(Path part) {
        boolean leftOut = !Files.isRegularFile(part.resolve("model.onnx"))
                && otherGraph(part).isEmpty()
                && !holdsTorch(part);
        return leftOut ? null : of(part);
    }

    /**
     * Reads which files a graph consists of, and checks that they are there.
     *
     * @throws EngineException if one of them is not
     */
    public static ModelFile at(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new EngineException(path + " is missing: copy or export the model folder again");
        }
        Path part = path.resolveSibling("");
        LfsPointer.refuse(path);
        try {
            long bytes = Files.size(path);
            List<Path> externalData = new ArrayList<>();
            GraphWeights weights = GraphWeights.of(path);
            for (String location : weights.locations()) {
                Path file = part.resolve(location).normalize();
                if (!file.startsWith(part.normalize())) {
                    throw new EngineException(
                            path + " keeps weights outside of its folder, in " + location + ": export the model again");
                }
                if (!Files.isRegularFile(file)) {
                    throw new EngineException(file + " is missing: " + path + " keeps its weights there; copy it too");
                }
                LfsPointer.refuse(file);
                externalData.add(file);
            }
            bytes += weights.externalBytes().orElse(sizes(externalData));
            return new ModelFile(path, externalData, bytes, weights.halfPrecision());
        } catch (IOException e) {
            throw new EngineException(path + " cannot be read: " + EngineException.reason(e), e);
        }
    }

    private static long sizes(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** Exporters add the precision to the name, and some quantise beside it. */
    private static Optional<Path> otherGraph(Path part) {
        if (!Files.isDirectory(part)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> graphs = Files.newDirectoryStream(part, "*.onnx")) {
            return StreamSupport.stream(graphs.spliterator(), false).sorted().findFirst();
        } catch (IOException e) {
            throw new EngineException(part + " cannot be read: " + EngineException.reason(e), e);
        }
    }

    private static String rename(Path graph) {
        return ", but " + graph.getFileName()
                + " is there: if that is the graph you want, rename it to model.onnx (files"
                + " of weights keep their names)";
    }

    private static String advice(Path part) {
        return holdsTorch(part)
                ? ": the folder holds PyTorch weights; export them to ONNX with diffusion-workers/model-tools"
                : ": copy or export the model folder again";
    }

    private static boolean holdsTorch(Path part) {
        return Stream.of(
                        "diffusion_pytorch_model.safetensors",
                        "diffusion_pytorch_model.bin",
                        "model.safetensors",
                        "pytorch_model.bin")
                .anyMatch(file -> Files.exists(part.resolve(file)));
    }
}
