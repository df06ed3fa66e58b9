package dev.brushcast.compose.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.kit.ops.WebJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Holds what a page shows to the rules of accessibility that axe-core knows, in both schemes, wide and narrow. */
public final class Axe {

    private static final List<String> SCHEMES = List.of("dark", "light");
    private static final List<Integer> WIDTHS = List.of(1280, 360);

    private Axe() {}

    /** Fails with what is broken; and where the page has to be scrolled sideways. */
    public static void requireNothingBroken(BrowserPage page, String place) throws IOException {
        page.evaluate(script() + "; 1");
        for (String scheme : SCHEMES) {
            page.prefer("prefers-color-scheme", scheme);
            for (int width : WIDTHS) {
                page.width(width);
                assertThat(violations(page))
                        .as(place + " " + scheme + " " + width)
                        .isEqualTo("[]");
                assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
                        .as(place + " has to be scrolled sideways")
                        .isLessThanOrEqualTo(width);
            }
        }
    }

    private static String violations(BrowserPage page) {
        return page.evaluate("axe.run().then(result => JSON.stringify(result.violations"
                        + ".map(one => [one.id, one.nodes.map(node => node.html)])))")
                .asText();
    }

    private static String script() throws IOException {
        String resource = WebJar.resource("axe-core", "axe.min.js");
        try (InputStream in = Objects.requireNonNull(Axe.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
