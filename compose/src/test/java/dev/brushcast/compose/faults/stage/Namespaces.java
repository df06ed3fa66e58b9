package dev.brushcast.compose.faults.stage;

import java.util.ArrayList;
import java.util.List;

/** Network namespaces on a bridge, whose lines can be cut. Needs root, and a kernel that lends it. For one thread. */
final class Namespaces implements AutoCloseable {

    private static final String NET = "10.213.77.";
    private static final String BRIDGE = "bcfaults";

    private final List<String> made = new ArrayList<>();

    private Namespaces() {}

    /** @throws SkippedException where there can be none */
    static Namespaces open() {
        Commands.works(List.of("ip", "link", "del", BRIDGE)); // a killed run's
        try {
            ip("link", "add", "name", BRIDGE, "type", "bridge");
            ip("addr", "add", NET + "1/24", "dev", BRIDGE);
            ip("link", "set", BRIDGE, "up");
            return new Namespaces();
        } catch (StageException e) {
            throw new SkippedException("no network namespaces here (root, and iproute2): " + e.getMessage());
        }
    }

    /** This machine's own address on the bridge. */
    static String here() {
        return NET + "1";
    }

    static String address(int number) {
        return NET + number;
    }

    /** What a command is run under to be in a namespace with this address. */
    List<String> under(int number) {
        String name = name(number);
        if (!made.contains(name)) {
            Commands.works(List.of("ip", "netns", "del", name));
            ip("netns", "add", name);
            made.add(name);
            ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
            ip("link", "set", name, "master", BRIDGE);
            ip("link", "set", name, "up");
            ip("-n", name, "addr", "add", NET + number + "/24", "dev", "eth0");
            ip("-n", name, "link", "set", "eth0", "up");
            ip("-n", name, "link", "set", "lo", "up");
        }
        return List.of("ip", "netns", "exec", name);
    }

    void cut(int number) {
        ip("link", "set", name(number), "down");
    }

    void mend(int number) {
        ip("link", "set", name(number), "up");
    }

    private static String name(int number) {
        return BRIDGE + number;
    }

    private static void ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Commands.run(command);
    }

    @Override
    public void close() {
        made.forEach(name -> Commands.works(List.of("ip", "netns", "del", name)));
        Commands.works(List.of("ip", "link", "del", BRIDGE));
    }
}
