package dev.brushcast.engine.onnx.session;

import dev.brushcast.engine.folder.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A graph inside of an archive that keeps weights in files of their own, which the runtime looks for in the file system: they
 * are in a temporary folder for as long as it is being loaded. What the runtime has mapped into memory stays there without a
 * name.
 *
 * @param root the temporary folder
 * @param path the graph in it
 */
record UnpackedGraph(Path root, Path path) implements AutoCloseable {

    static UnpackedGraph of(ModelFile file) throws IOException {
        Path from = file.path().resolveSibling("").normalize();
        Path root = Files.createTempDirectory("brushcast-graph");
        UnpackedGraph unpacked = new UnpackedGraph(root, place(root, from, file.path()));
        try {
            Files.copy(file.path(), unpacked.path());
            for (Path weights : file.externalData()) {
                Path copy = place(root, from, weights);
                Files.createDirectories(copy.getParent());
                Files.copy(weights, copy);
            }
            return unpacked;
        } catch (IOException e) {
            try (unpacked) {
                throw e;
            }
        }
    }

    /** Where a file is under the root that is under FROM in the archive. */
    private static Path place(Path root, Path from, Path file) {
        return root.resolve(from.relativize(file.normalize()).toString());
    }

    @Override
    public void close() throws IOException {
        List<Path> made;
        try (Stream<Path> files = Files.walk(root)) {
            made = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : made) {
            Files.delete(each);
        }
    }
}
