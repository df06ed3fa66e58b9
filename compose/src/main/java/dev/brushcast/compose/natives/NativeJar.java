package dev.brushcast.compose.natives;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * Some libraries of one jar.
 *
 * @param jar where they are
 * @param libraries where they are in it, by the file names that they are to have
 */
public record NativeJar(JarFile jar, Map<String, JarEntry> libraries) {

    /**
     * Looks for libraries in a jar of the class path.
     *
     * @param resource that tells the jar from the others
     * @param fileName the name that the file of an entry is to have, by the entry's path; empty for what is not wanted
     * @return empty if there is no such jar, or nothing in it is wanted
     */
    public static Optional<NativeJar> with(String resource, Function<String, Optional<String>> fileName)
            throws IOException {
        URL found = NativeJar.class.getClassLoader().getResource(resource);
        if (found == null || !(found.openConnection() instanceof JarURLConnection connection)) {
            return Optional.empty();
        }
        JarFile jar = connection.getJarFile(); // the class loader's own, not to be closed
        Map<String, JarEntry> libraries = new TreeMap<>();
        jar.stream().forEach(entry -> fileName.apply(entry.getName()).ifPresent(name -> libraries.put(name, entry)));
        return libraries.isEmpty() ? Optional.empty() : Optional.of(new NativeJar(jar, libraries));
    }

    /** A name for exactly these libraries: the jar's, and a checksum of theirs. */
    String key() {
        CRC32 all = new CRC32();
        libraries.forEach((name, entry) -> {
            all.update(name.getBytes(StandardCharsets.UTF_8));
            all.update(ByteBuffer.allocate(Long.BYTES).putLong(entry.getCrc()).flip());
        });
        String file = Path.of(jar.getName()).getFileName().toString().replaceFirst("\\.jar$", "");
        return file + "-" + Long.toHexString(all.getValue());
    }

    /** Whether a folder has them all, at their full length. */
    boolean isWholeIn(Path folder) throws IOException {
        for (Map.Entry<String, JarEntry> library : libraries.entrySet()) {
            Path file = folder.resolve(library.getKey());
            if (!Files.isRegularFile(file)
                    || Files.size(file) != library.getValue().getSize()) {
                return false;
            }
        }
        return true;
    }

    void unpackTo(Path folder) throws IOException {
        for (Map.Entry<String, JarEntry> library : libraries.entrySet()) {
            Path file = folder.resolve(library.getKey());
            try (InputStream from = jar.getInputStream(library.getValue());
                    OutputStream to = Files.newOutputStream(file)) {
                from.transferTo(to);
            }
            // On the disk before the folder gets its name: a power cut leaves no library of zeros.
            try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
                written.force(true);
            }
        }
    }
}
