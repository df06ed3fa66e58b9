package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)");

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
                if (file.endsWith("README.md")) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
