package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.compose.control.auth.Role;
import dev.brushcast.compose.control.settings.InvalidStreamException;
import dev.brushcast.compose.control.settings.Outputs;
import dev.brushcast.compose.control.settings.Outputs.Output;
import dev.brushcast.compose.control.settings.Secrets;
import dev.brushcast.compose.control.settings.StreamSettings;
import dev.brushcast.contract.avro.DesiredStream;
import java.util.List;

/** Where a stream is pushed to, one address at a time. */
final class OutputRoutes {

    private final StreamDesk desk;

    OutputRoutes(StreamDesk desk) {
        this.desk = desk;
    }

    List<Route> all() {
        return List.of(
                new Route("GET", "/api/v1/streams/{id}/outputs", Role.VIEWER, this::list),
                new Route("POST", "/api/v1/streams/{id}/outputs", Role.OPERATOR, this::add),
                new Route("DELETE", "/api/v1/streams/{id}/outputs/{name}", Role.OPERATOR, this::remove));
    }

    private Reply list(Call call) {
        DesiredStream stream = desk.require(call.streamId());
        ObjectNode body = Papers.JSON.createObjectNode();
        ArrayNode outputs = body.putArray("outputs");
        of(stream).forEach(output -> outputs.add(paper(output)));
        return Reply.json(200, body).with("ETag", Tags.of(stream));
    }

    private static List<Output> of(DesiredStream stream) {
        return Outputs.of(stream.getStreamId(), StreamSettings.of(stream).egress());
    }

    private static ObjectNode paper(Output output) {
        return Papers.JSON.createObjectNode().put("name", output.name()).put("url", Secrets.redacted(output.url()));
    }

    private Reply add(Call call) {
        String id = call.streamId();
        ObjectNode body = call.body();
        if (body.size() != 1 || !body.path("url").isTextual()) {
            throw new InvalidStreamException("url", "say {\"url\": \"rtmp://HOST/APP/KEY\"}");
        }
        Output output = Outputs.named(id, body.get("url").textValue());
        boolean there = of(desk.require(id)).contains(output);
        DesiredStream now = desk.change(
                call,
                id,
                stored -> Outputs.of(id, stored.egress()).contains(output)
                        ? stored
                        : stored.withEgress(Outputs.with(stored.egress(), output.url())));
        return Reply.json(there ? 200 : 201, paper(output))
                .with("Location", "/api/v1/streams/" + id + "/outputs/" + output.name())
                .with("ETag", Tags.of(now));
    }

    private Reply remove(Call call) {
        String id = call.streamId();
        String name = call.name("name");
        desk.change(
                call,
                id,
                stored -> stored.withEgress(Outputs.without(id, stored.egress(), name)
                        .orElseThrow(() -> new ProblemException(
                                ProblemKind.NOT_FOUND, "stream " + id + " has no output of that name"))));
        return Reply.empty(204);
    }
}
