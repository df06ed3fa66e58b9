package dev.brushcast.compose.faults.stage;

import dev.brushcast.kafkaundertest.Quorum;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** Three brokers, each a process. For one thread. */
public final class Brokers implements AutoCloseable {

    private static final int NODES = 3;
    private static final int FIRST_ADDRESS = 10;

    private final Quorum quorum;
    private final List<Member> members = new ArrayList<>();

    Brokers(Ports ports, Path folder, Path logs, @Nullable Namespaces network) {
        List<Quorum.Node> nodes = IntStream.rangeClosed(1, NODES)
                .mapToObj(id -> new Quorum.Node(
                        id,
                        network == null ? "localhost" : Namespaces.address(address(id)),
                        ports.client(id),
                        ports.controller(id)))
                .toList();
        quorum = new Quorum(Uuid.randomUuid().toString(), folder, nodes);
        for (int id = 1; id <= NODES; id++) {
            Launch launch = network == null ? Launch.broker() : Launch.broker().under(network.under(address(id)));
            List<String> arguments = new ArrayList<>(List.of(Integer.toString(id)));
            arguments.addAll(quorum.arguments());
            members.add(new Member("broker-" + id, launch, arguments, logs));
        }
    }

    static int address(int id) {
        return FIRST_ADDRESS + id;
    }

    void start() {
        members.forEach(Member::start);
    }

    public String bootstrapServers() {
        return quorum.bootstrapServers();
    }

    /** Where a broker's data are. */
    public Path data(int id) {
        return quorum.logs(id);
    }

    /** One of them, from 1. */
    public Member get(int id) {
        return members.get(id - 1);
    }

    /** All of them. */
    public List<Member> all() {
        return List.copyOf(members);
    }

    @Override
    public void close() {
        members.forEach(Member::close);
    }
}
