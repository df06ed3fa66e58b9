package dev.brushcast.media.rtmp;

import dev.brushcast.media.publish.BytePipe;
import dev.brushcast.media.publish.Seat;
import dev.brushcast.media.publish.Sender;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of one connection: handshake, commands, then media into a pipe until the publisher stops, is gone, or is not
 * wanted any more. Used by the thread that runs it; {@link #close} and the pipe by any.
 */
final class Publisher implements Sender {

    /** Whoever has not published by then, or sent nothing of what is published, is in nobody's way. */
    static final int PATIENCE_MS = 5_000;

    private static final int WINDOW = 2_500_000;
    private static final int ACKNOWLEDGED = WINDOW / 4;

    /** How a connection ended that was never taken in, for people; shows no key. */
    record Refusal(String why) {}

    private final Socket socket;
    private final String expected;
    private final Seat seat;
    private final FlvPipe pipe = new FlvPipe();
    private String application = "";
    private boolean publishing;
    private boolean over;
    private @Nullable Refusal refusal;

    /**
     * A connection.
     *
     * @param expected application and stream key, as in {@code live/KEY}
     */
    Publisher(Socket socket, String expected, Seat seat) {
        this.socket = socket;
        this.expected = expected;
        this.seat = seat;
    }

    @Override
    public BytePipe pipe() {
        return pipe.bytes();
    }

    @Override
    public boolean hasMedia() {
        return pipe.hasMedia();
    }

    /** Whose it is, for logs. */
    String peer() {
        return String.valueOf(socket.getInetAddress().getHostAddress());
    }

    /** Serves the connection to its end; null: it was taken in, or has said nothing at all. */
    @Nullable
    Refusal serve() throws InterruptedException {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MS);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            if (isProbe(in)) {
                return null;
            }
            Handshake.answer(in, out);
            converse(new ChunkReader(in), new ChunkWriter(out));
        } catch (IOException e) {
            refuse(e instanceof RtmpProtocolException ? String.valueOf(e.getMessage()) : "it published nothing");
        } finally {
            pipe.bytes().end();
        }
        return publishing ? null : refusal;
    }

    /** Whoever only looks whether the port is open, as health checks do, is not worth a word. */
    private static boolean isProbe(DataInputStream in) throws IOException {
        in.mark(1);
        boolean ended = in.read() < 0;
        in.reset();
        return ended;
    }

    private void converse(ChunkReader reader, ChunkWriter writer) throws IOException, InterruptedException {
        long acknowledged = 0;
        while (!over) {
            RtmpMessage message = reader.next();
            if (reader.received() - acknowledged > ACKNOWLEDGED) {
                acknowledged = reader.received();
                writer.acknowledge(acknowledged);
            }
            if (message.type() == RtmpMessage.COMMAND || message.type() == RtmpMessage.COMMAND_AMF3) {
                int from = message.type() == RtmpMessage.COMMAND ? 0 : 1;
                obey(Amf0.read(message.payload(), from), writer);
            } else if (publishing && message.isMedia()) {
                over = !pipe.write(message);
                if (pipe.hasMedia()) {
                    socket.setSoTimeout(0); // from here on who reads decides how long is too long
                }
            }
        }
    }

    private void obey(List<@Nullable Object> command, ChunkWriter writer) throws IOException {
        String name = text(command, 0);
        Object transaction = command.size() > 1 && command.get(1) instanceof Double number ? number : 0;
        switch (name) {
            case "connect" -> {
                application = command.size() > 2 && command.get(2) instanceof Map<?, ?> fields
                        ? String.valueOf(fields.get("app"))
                        : "";
                writer.begin(WINDOW);
                writer.command(
                        0,
                        "_result",
                        transaction,
                        Map.of("fmsVer", "FMS/3,0,1,123", "capabilities", 31),
                        Map.of(
                                "level", "status",
                                "code", "NetConnection.Connect.Success",
                                "description", "Connected.",
                                "objectEncoding", 0));
            }
            case "createStream" -> writer.command(0, "_result", transaction, null, 1);
            case "releaseStream", "FCPublish", "_checkbw" -> writer.command(0, "_result", transaction, null, null);
            case "publish" -> publish(text(command, 3), writer);
            case "play" -> {
                refuse("it wanted to play");
                writer.status("error", "NetStream.Play.Failed", "Nothing can be played here.");
            }
            case "FCUnpublish", "deleteStream", "closeStream" -> over = true;
            default -> {} // what else encoders say needs no answer
        }
    }

    private void publish(String key, ChunkWriter writer) throws IOException {
        if (!isExpected(key)) {
            refuse("its application or stream key is another one");
            writer.status("error", "NetStream.Publish.BadName", "The application or the stream key is not known here.");
        } else if (!seat.take(this)) {
            refuse("another one is publishing");
            writer.status("error", "NetStream.Publish.BadName", "Another publisher is there already.");
        } else {
            publishing = true;
            writer.status("status", "NetStream.Publish.Start", "Publishing.");
        }
    }

    private boolean isExpected(String key) {
        String app = application.endsWith("/") ? application.substring(0, application.length() - 1) : application;
        return MessageDigest.isEqual(
                (app + "/" + key).getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private void refuse(String why) {
        refusal = refusal == null ? new Refusal(why) : refusal;
        over = true;
    }

    private static String text(List<@Nullable Object> command, int at) {
        return command.size() > at && command.get(at) instanceof String text ? text : "";
    }

    /** Ends the connection, which the thread that serves it notices. */
    @Override
    public void close() {
        pipe.bytes().end();
        try {
            socket.close();
        } catch (IOException _) {
            // it is gone all the same
        }
    }
}
