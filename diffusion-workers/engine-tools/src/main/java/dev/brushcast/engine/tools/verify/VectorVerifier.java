package dev.brushcast.engine.tools.verify;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.onnx.image.OrtModel;
import dev.brushcast.engine.tools.verify.video.VideoCaseVerifier;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs everything that a folder of recorded vectors holds through the engine's own classes: each case under
 * the policy that it was recorded with, warm-up and all, and under the others where they must agree; and the tables
 * beside the cases. One line each.
 */
public final class VectorVerifier implements AutoCloseable {

    private static final List<Table> TABLES = List.of(
            new Table(LcmTable.FILE, LcmTable::run),
            new Table(TokenizerTable.FILE, TokenizerTable::run),
            new Table(FilterTable.FILE, FilterTable::run),
            new Table(PreprocessTable.FILE, PreprocessTable::run));

    private final Path vectors;
    private final List<BatchPolicy> policies;
    private final VerifySettings settings;
    private final PrintStream out;
    private final VideoCaseVerifier video;
    private final Map<String, DiffusionModel> models = new HashMap<>();
    private int passed;
    private int failed;
    private int skipped;

    private VectorVerifier(Path vectors, VerifySettings settings, PrintStream out) {
        this.vectors = vectors;
        this.settings = settings;
        this.policies = settings.policy().map(List::of).orElseGet(() -> BatchPolicy.OF_FRAMES);
        this.out = out;
        this.video = new VideoCaseVerifier(settings.device(), settings.tolerance());
    }

    /**
     * Verifies a folder.
     *
     * @param vectors holds case folders, tables and {@code models/}
     * @param settings on what, and how near
     * @param out a line per case and table, and the summary at the end
     * @throws EngineException if the folder holds neither cases nor tables
     */
    public static VerifySummary run(Path vectors, VerifySettings settings, PrintStream out) {
        try (VectorVerifier verifier = new VectorVerifier(vectors, settings, out)) {
            return verifier.run();
        }
    }

    private VerifySummary run() {
        List<Path> cases = cases();
        List<Table> tables = TABLES.stream()
                .filter(table -> Files.exists(vectors.resolve(table.file())))
                .toList();
        if (cases.isEmpty() && tables.isEmpty()) {
            throw new EngineException(vectors + " holds no recorded vectors: give a folder with case folders in it");
        }
        for (Table table : tables) {
            note(table.file(), () -> table.run().apply(vectors.resolve(table.file())));
        }
        cases.forEach(folder -> note(vectors.relativize(folder).toString(), () -> verify(folder)));
        VerifySummary summary = new VerifySummary(passed, failed, skipped);
        out.println(summary);
        return summary;
    }

    private record Table(String file, Function<Path, CaseReport> run) {}

    private void note(String name, Supplier<CaseReport> check) {
        String line;
        try {
            CaseReport report = check.get();
            if (report.failed()) {
                failed++;
                line = "FAIL " + name + ": " + report;
            } else {
                passed++;
                line = "ok   " + name + ": " + report;
            }
        } catch (CannotRunException e) {
            skipped++;
            line = "SKIP " + name + ": " + e.getMessage();
        } catch (RuntimeException e) {
            failed++;
            line = "FAIL " + name + ": " + e.getMessage();
        }
        out.println(line);
    }

    private CaseReport verify(Path folder) {
        return video.verify(folder).orElseGet(() -> verifyImages(folder));
    }

    private CaseReport verifyImages(Path folder) {
        CaseFile recorded = CaseFile.read(folder);
        Set<BatchPolicy> said = CaseVerifier.policies(recorded);
        List<BatchPolicy> run = policies.stream().filter(said::contains).toList();
        if (run.isEmpty()) {
            throw new CannotRunException(
                    "says nothing about policy " + policies.getFirst().label());
        }
        return new CaseVerifier(recorded, model(recorded.model()), settings.tolerance()).run(run);
    }

    private DiffusionModel model(String name) {
        return models.computeIfAbsent(name, _ -> {
            Path folder = vectors.resolve("models").resolve(name);
            return OrtModel.load(ModelFolder.open(folder), settings.device(), 0);
        });
    }

    private List<Path> cases() {
        try (Stream<Path> found = Files.walk(vectors, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(file -> file.endsWith("case.json"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new EngineException(vectors + " cannot be read: give a folder with recorded vectors", e);
        }
    }

    @Override
    public void close() {
        models.values().forEach(DiffusionModel::close);
        video.close();
    }
}
