package dev.brushcast.compose.natives;

import dev.brushcast.engine.UserCache;
import dev.brushcast.kit.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the libraries of ONNX Runtime, RocksDB and FFmpeg loaded from the user's cache. By themselves the first two unpack
 * theirs into the temporary folder at each start, 42 MB that stay there when the process is killed.
 *
 * <p>To be called before any of them is used: what is loaded stays as it is.
 */
public final class NativeLibraries {

    private static final Logger LOGGER = LoggerFactory.getLogger(NativeLibraries.class);
    private static final String ONNX_RUNTIME = "onnxruntime.native.path";
    private static final String FFMPEG = "org.bytedeco.javacpp.cachedir";

    /** Where there is none, the half gigabyte of CUDA's provider is of no use. */
    private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");

    private final NativeCache cache;

    private NativeLibraries(NativeCache cache) {
        this.cache = cache;
    }

    /** The cache of the user who runs this process. */
    public static NativeLibraries ofUser() {
        return new NativeLibraries(new NativeCache(UserCache.folder().resolve("native"), Clock.systemUTC()));
    }

    /** Tells FFmpeg and ONNX Runtime, which look when they are first used. A folder that the user names is kept. */
    public void use() {
        if (System.getProperty(FFMPEG) == null) {
            System.setProperty(FFMPEG, cache.root().resolve("javacpp").toString());
        }
        if (System.getProperty(ONNX_RUNTIME) == null) {
            unpacked("ai/onnxruntime/OnnxRuntime.class", onnxRuntime(platform(), Files.exists(NVIDIA_DRIVER)))
                    .ifPresent(folder -> System.setProperty(ONNX_RUNTIME, folder.toString()));
        }
    }

    /** Loads RocksDB, which knows no setting for it. */
    public void loadRocksDb() {
        String inJar = Environment.getJniLibraryFileName("rocksdb");
        // The name that loadLibrary looks for is not the one that the file has in the jar.
        String onDisk = Environment.getJniLibraryFileName("rocksdbjni");
        unpacked("org/rocksdb/RocksDB.class", entry -> entry.equals(inJar) ? Optional.of(onDisk) : Optional.empty())
                .ifPresent(folder -> RocksDB.loadLibrary(List.of(folder.toString())));
    }

    /**
     * Which entries of its jar ONNX Runtime needs, and their file names.
     *
     * @param platform as in the jar's folders, such as linux-x64
     * @param gpu whether the providers for GPUs are among them
     */
    static Function<String, Optional<String>> onnxRuntime(String platform, boolean gpu) {
        String folder = "ai/onnxruntime/native/" + platform + "/";
        return entry -> {
            if (!entry.startsWith(folder) || entry.endsWith("/")) {
                return Optional.empty();
            }
            String file = entry.substring(folder.length());
            boolean forGpus = file.contains("_providers_") && !file.contains("_providers_shared");
            return forGpus && !gpu ? Optional.empty() : Optional.of(file);
        };
    }

    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String family = os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux";
        return family + "-" + Map.of("amd64", "x64", "x86_64", "x64").getOrDefault(arch, arch);
    }

    private Optional<Path> unpacked(String resource, Function<String, Optional<String>> fileName) {
        try {
            Optional<NativeJar> jar = NativeJar.with(resource, fileName);
            return jar.isEmpty() ? Optional.empty() : Optional.of(cache.folder(jar.get()));
        } catch (IOException e) {
            LOGGER.warn(
                    "native libraries cannot be kept in {} ({}): each start unpacks them into {}."
                            + " XDG_CACHE_HOME names another folder for them",
                    cache.root(),
                    Reason.of(e),
                    System.getProperty("java.io.tmpdir"));
            return Optional.empty();
        }
    }
}
