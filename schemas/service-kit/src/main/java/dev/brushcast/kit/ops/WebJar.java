package dev.brushcast.kit.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Files that browsers want, from jars of the npm registry on the class path. */
public final class WebJar {

    private WebJar() {}

    /**
     * Where the class path has a file of a package, whose folder carries its version.
     *
     * @param name of the package: {@code hls.js}
     * @param path below the package's folder
     */
    public static String resource(String name, String path) {
        String pom = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
        try (InputStream in = WebJar.class.getResourceAsStream(pom)) {
            if (in == null) {
                throw new IllegalStateException("the WebJar of " + name + " is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return "/META-INF/resources/webjars/" + name + "/" + properties.getProperty("version") + "/" + path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
