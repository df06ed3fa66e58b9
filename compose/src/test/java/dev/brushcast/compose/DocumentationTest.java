package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.cli.Brushcast;
import dev.brushcast.compose.faults.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(--[a-z][a-z-]+)");

    /** Kafka's, and options of docker compose, kubectl and the model tools. */
    private static final Set<String> OTHERS = Set.of("KafkaClusterTestKit", "--build", "--blocks", "--from-file");

    /** Folders that tools make. */
    private static final Pattern NOT_OURS = Pattern.compile("target|out|node_modules|venv.*|\\.\\w.*");

    @Test
    void everyLinkOfTheReadmesLeadsSomewhere() throws IOException {
        List<Path> readmes = readmes();
        assertThat(readmes).hasSizeGreaterThan(8);
        List<String> dead =
                readmes.stream().flatMap(DocumentationTest::deadLinks).toList();
        assertThat(dead).isEmpty();
    }

    @Test
    void everyClassThatTheReadmesNameIsThere() throws IOException {
        Set<String> words = new HashSet<>();
        for (Path source : files(file -> file.getFileName().toString().endsWith(".java"))) {
            WORD.matcher(text(source)).results().map(MatchResult::group).forEach(words::add);
        }
        assertThat(named(CLASS, javaReadmes()))
                .isNotEmpty()
                .allSatisfy((name, readme) -> assertThat(words).as(readme).contains(name));
    }

    @Test
    void everyOptionThatTheReadmesNameIsOneOfTheCommands() throws IOException {
        Set<String> options = new HashSet<>();
        options(Brushcast.commandLine(), options);
        options(Faults.commandLine(), options);
        assertThat(named(OPTION, javaReadmes()))
                .isNotEmpty()
                .allSatisfy((name, readme) -> assertThat(options).as(readme).contains(name));
    }

    /** A table of packages has them all, by their names below the module's own; those of generated code are none of them. */
    @Test
    void everyTableOfPackagesHasThePackagesThatThereAre() throws IOException {
        List<Path> withTable = javaReadmes().stream()
                .filter(readme -> text(readme).contains("| package |"))
                .toList();
        assertThat(withTable).hasSizeGreaterThan(4).allSatisfy(readme -> {
            Path root = rootPackage(readme.resolveSibling("src/main/java"));
            Set<String> packages = new TreeSet<>();
            for (Path file : files(file -> file.startsWith(root) && file.endsWith("package-info.java"))) {
                packages.add(root.relativize(file.getParent()).toString().replace('/', '.'));
            }
            packages.remove("");
            assertThat(packagesInTable(readme, root.getFileName().toString()))
                    .as(readme.toString())
                    .isEqualTo(packages);
        });
    }

    /** The folder down to which there is only one way. */
    private static Path rootPackage(Path sources) throws IOException {
        try (Stream<Path> inside = Files.list(sources)) {
            List<Path> all = inside.toList();
            return all.size() == 1 && Files.isDirectory(all.getFirst()) ? rootPackage(all.getFirst()) : sources;
        }
    }

    private static Set<String> packagesInTable(Path readme, String root) {
        return text(readme)
                .lines()
                .dropWhile(line -> !line.startsWith("| package |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(line -> QUOTED.matcher(line.split("\\|", -1)[1]).results())
                .map(match -> match.group(1).replace("dev.brushcast.", ""))
                .filter(name -> !name.equals(root) && !name.endsWith(".avro"))
                .map(name -> name.startsWith(root + ".") ? name.substring(root.length() + 1) : name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void options(CommandLine command, Set<String> options) {
        command.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
        command.getSubcommands().values().forEach(subcommand -> options(subcommand, options));
    }

    /** What the READMEs name, but for what is others', with one that names it. */
    private static Map<String, String> named(Pattern what, List<Path> readmes) {
        Map<String, String> named = new TreeMap<>();
        for (Path readme : readmes) {
            what.matcher(text(readme)).results().map(match -> match.group(1)).forEach(name -> {
                if (!OTHERS.contains(name)) {
                    named.put(name, readme.toString());
                }
            });
        }
        return named;
    }

    /** The model tools are in Python. */
    private static List<Path> javaReadmes() throws IOException {
        return readmes().stream()
                .filter(readme -> !readme.toString().contains("model-tools"))
                .toList();
    }

    private static Stream<String> deadLinks(Path readme) {
        return LINK.matcher(text(readme))
                .results()
                .map(match -> match.group(1))
                .filter(link -> !link.contains("://") && !Files.exists(readme.resolveSibling(link)))
                .map(link -> readme + " -> " + link);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> readmes() throws IOException {
        return files(file -> file.endsWith("README.md"));
    }

    private static List<Path> files(Predicate<Path> wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.matcher(folder.getFileName().toString()).matches()
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (wanted.test(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
