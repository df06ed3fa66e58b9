package dev.brushcast.compose.faults.stage;

import dev.brushcast.kafkaundertest.BrokerMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a JVM is started.
 *
 * @param command up to the arguments
 * @param environment what is added to this process' own
 */
public record Launch(List<String> command, Map<String, String> environment) {

    /** System property: the packaged command, which users run. Without it services run from this process' class path. */
    public static final String JAR = "faults.jar";

    private static final String MAIN = "dev.brushcast.compose.cli.Brushcast";

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** {@code brushcast}. */
    static Launch service() {
        String jar = System.getProperty(JAR);
        List<String> command = java("256m", "logback.xml");
        if (jar == null) {
            command.add(MAIN);
            return new Launch(command, classPath());
        }
        command.addAll(List.of("-jar", jar));
        return new Launch(command, Map.of());
    }

    static Launch broker() {
        List<String> command = java("400m", "logback-broker.xml");
        command.add(BrokerMain.class.getName());
        return new Launch(command, classPath());
    }

    /** Compiled once and not again: of eight JVMs on two cores each takes a tenth as long to start so. */
    private static List<String> java(String heap, String log) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + heap,
                "-Dlogback.configurationFile=" + log));
    }

    /** In the environment: ONNX Runtime does not stand a long command line. */
    private static Map<String, String> classPath() {
        return Map.of(
                "CLASSPATH", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    }

    /** Run by another command, such as one that changes the network. */
    Launch under(List<String> outer) {
        List<String> both = new ArrayList<>(outer);
        both.addAll(command);
        return new Launch(both, environment);
    }

    Launch with(Map<String, String> more) {
        Map<String, String> both = new HashMap<>(environment);
        both.putAll(more);
        return new Launch(command, both);
    }
}
