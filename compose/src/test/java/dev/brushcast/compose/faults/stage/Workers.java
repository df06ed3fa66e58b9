package dev.brushcast.compose.faults.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workers of one group, as many as are wanted. For one thread. */
public final class Workers implements AutoCloseable {

    private static final int FIRST_ADDRESS = 30;

    private final List<String> cluster;
    private final String engine;
    private final Launch launch;
    private final Path folder;
    private final @Nullable Namespaces network;
    private final List<Member> members = new ArrayList<>();

    Workers(List<String> cluster, String engine, Launch launch, Path folder, @Nullable Namespaces network) {
        this.cluster = cluster;
        this.engine = engine;
        this.launch = launch;
        this.folder = folder;
        this.network = network;
    }

    /** Starts one more. */
    public Member add() {
        String name = "worker-" + (members.size() + 1);
        Launch own = network == null ? launch : launch.under(network.under(FIRST_ADDRESS + members.size()));
        List<String> arguments = new ArrayList<>(List.of("worker"));
        arguments.addAll(cluster);
        arguments.addAll(
                List.of("--name", name, "--state", folder.resolve("state").toString(), "--fake-engine", engine));
        Member worker = new Member(name, own, arguments, folder);
        members.add(worker);
        worker.start();
        return worker;
    }

    int address(Member worker) {
        return FIRST_ADDRESS + members.indexOf(worker);
    }

    /** The one of this name. */
    public Member named(String name) {
        return members.stream()
                .filter(worker -> worker.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StageException("no worker " + name));
    }

    /** Those that run or ran. */
    public List<Member> all() {
        return List.copyOf(members);
    }

    /** Those that run. */
    public List<Member> running() {
        return members.stream().filter(Member::alive).toList();
    }

    @Override
    public void close() {
        members.forEach(Member::close);
    }
}
