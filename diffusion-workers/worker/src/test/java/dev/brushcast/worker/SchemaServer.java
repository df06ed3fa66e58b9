package dev.brushcast.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small schema registry over HTTP, which can be out of order. */
public final class SchemaServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BY_ID = "/schemas/ids/";

    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();
    private int refusals;

    public SchemaServer() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The next so many requests for a schema are refused. */
    public synchronized void refuse(int requests) {
        refusals = requests;
    }

    /** How many of them are still to come. */
    public synchronized int refusalsLeft() {
        return refusals;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith(BY_ID)) {
            answerSchema(exchange, Integer.parseInt(path.substring(BY_ID.length())));
        } else {
            answer(exchange, 200, Map.of("id", idOf(schemaIn(exchange))));
        }
    }

    private void answerSchema(HttpExchange exchange, int id) throws IOException {
        if (refusals > 0) {
            refusals--;
            answer(exchange, 503, Map.of());
        } else if (id > schemas.size()) {
            answer(exchange, 404, Map.of("error_code", 40_403));
        } else {
            answer(exchange, 200, Map.of("schema", schemas.get(id - 1)));
        }
    }

    private static String schemaIn(HttpExchange exchange) throws IOException {
        return JSON.readTree(exchange.getRequestBody()).required("schema").textValue();
    }

    private int idOf(String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
