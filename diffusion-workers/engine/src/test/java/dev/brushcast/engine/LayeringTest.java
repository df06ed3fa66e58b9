package dev.brushcast.engine;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which package may know which: every package of the engine has its line here, the root as well. */
class LayeringTest {

    private static final String ROOT = "dev.brushcast.engine";
    private static final String JACKSON = "com.fasterxml.jackson";
    private static final String ORT = "ai.onnxruntime";
    private static final String TOKENIZERS = "ai.djl";
    private static final String JSOUP = "org.jsoup";

    /** By package below the root, "" for the root itself: the packages of the engine and the libraries that it imports. */
    private static final Map<String, Set<String>> ALLOWED = new HashMap<>();

    static {
        // What callers see, and what every package may use.
        allow("");
        // Files of a model folder.
        allow("json", "", JACKSON);
        allow("folder", "", "json", JACKSON);
        allow("text", "", "json", JACKSON, TOKENIZERS, JSOUP);
        // Pure parts.
        allow("picture", "");
        allow("similarity", "");
        allow("schedule", "folder");
        allow("model", "", "folder", "text");
        allow("batch", "", "model");
        allow("noise", "", "model");
        allow("prompt", "", "folder", "model", "text");
        allow("promptcache", "", "folder", "model", "text");
        allow("denoise", "", "batch", "folder", "model", "noise", "schedule");
        allow("memory");
        allow("bound", "", "memory", "model");
        // The asynchronous engine, which knows no runtime.
        allow(
                "pipeline",
                "",
                "batch",
                "bound",
                "denoise",
                "folder",
                "memory",
                "model",
                "noise",
                "picture",
                "prompt",
                "schedule",
                "similarity",
                "text");
        allow("fake", "", "batch", "folder", "model", "noise", "pipeline", "text");
        // Video models.
        allow("video.flow");
        allow("video.motion");
        allow("video.balance");
        allow("video.cache");
        allow("video.model", "", "model", "video.cache");
        allow("video.devices", "", "pipeline", "video.balance", "video.model");
        allow("video.denoise", "", "model", "video.cache", "video.flow", "video.model");
        allow(
                "video.session",
                "",
                "folder",
                "model",
                "noise",
                "video.cache",
                "video.denoise",
                "video.flow",
                "video.model",
                "video.motion");
        allow(
                "video.pipeline",
                "",
                "batch",
                "bound",
                "memory",
                "model",
                "picture",
                "pipeline",
                "prompt",
                "video.cache",
                "video.denoise",
                "video.flow",
                "video.model",
                "video.motion",
                "video.session");
        // ONNX Runtime.
        allow("onnx.device", "", "folder", ORT);
        allow("onnx.session", "", "folder", "onnx.device", ORT);
        allow("onnx.text", "folder", "model", "onnx.session", "promptcache", "text");
        allow("onnx.image", "", "folder", "model", "onnx.device", "onnx.session", "onnx.text", "picture", ORT);
        allow(
                "onnx.video",
                "",
                "folder",
                "model",
                "onnx.device",
                "onnx.session",
                "onnx.text",
                "video.balance",
                "video.cache",
                "video.devices",
                "video.model",
                ORT);
        allow(
                "assembly",
                "",
                "folder",
                "model",
                "noise",
                "onnx.image",
                "onnx.video",
                "pipeline",
                "video.denoise",
                "video.flow",
                "video.model",
                "video.pipeline",
                "video.session");
    }

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static void allow(String of, String... imports) {
        ALLOWED.put(of, Set.of(imports));
    }

    @Test
    void everyPackageImportsWhatItsLineSaysAndNothingElse() {
        Map<String, Set<String>> imported = new TreeMap<>();
        for (JavaClass one : CLASSES) {
            Set<String> of = imported.computeIfAbsent(below(one.getPackageName()), _ -> new TreeSet<>());
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                String target = layer(dependency.getTargetClass().getPackageName());
                if (target != null && !target.equals(below(one.getPackageName()))) {
                    of.add(target);
                }
            }
        }

        List<String> wrong = new ArrayList<>();
        imported.forEach((of, found) -> {
            Set<String> line = ALLOWED.getOrDefault(of, Set.of());
            found.stream().filter(name -> !line.contains(name)).forEach(name -> wrong.add(of + " imports " + name));
            line.stream().filter(name -> !found.contains(name)).forEach(name -> wrong.add(of + " need not " + name));
        });
        assertThat(wrong).isEmpty();
        assertThat(imported.keySet()).isEqualTo(ALLOWED.keySet());
    }

    @Test
    void packagesFormNoCycles() {
        slices().assignedFrom(new PackageItself()).should().beFreeOfCycles().check(CLASSES);
    }

    /** A package of the engine without the root's name; a library that is told apart; null: one that anybody may use. */
    private static @Nullable String layer(String name) {
        if (name.equals(ROOT) || name.startsWith(ROOT + ".")) {
            return below(name);
        }
        if (name.startsWith(JACKSON)) {
            return JACKSON;
        }
        if (name.startsWith(ORT)) {
            return ORT;
        }
        if (name.startsWith(TOKENIZERS)) {
            return TOKENIZERS;
        }
        if (name.startsWith(JSOUP)) {
            return JSOUP;
        }
        // Of other libraries only these: Java's own and loggers'.
        return name.isEmpty()
                        || name.startsWith("java.")
                        || name.startsWith("com.sun.management")
                        || name.startsWith("org.slf4j")
                        || name.startsWith("org.jspecify")
                ? null
                : name;
    }

    private static String below(String name) {
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    /** Each package a slice, those around it none of its parts. */
    private static final class PackageItself implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass one) {
            return one.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(one.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each package by itself";
        }
    }
}
