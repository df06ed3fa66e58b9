package dev.brushcast.worker.store;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.fallback.Fallback;
import dev.brushcast.contract.fallback.Shown;
import dev.brushcast.engine.Style;
import dev.brushcast.worker.render.Degradation;
import dev.brushcast.worker.render.Reference;
import dev.brushcast.worker.render.StreamState;
import dev.brushcast.worker.render.Trail;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * {@link StreamState} as bytes, for the store and its changelog. A worker's own affair, not part of the contract: begins
 * with a version, and a state of a later version is refused, which an upgrade that changes it must say.
 *
 * <p>A state is written in the oldest version that can say it, which workers of the version before read: version 2 has no
 * trail, 3 has one, 4 has a fallback as well, while a model gives nothing or has just begun to again, and 5 the model that a stream
 * asks for.
 */
final class StreamStateCodec {

    private static final byte WITHOUT_TRAIL = 2;
    private static final byte WITH_TRAIL = 3;
    private static final byte WITH_FALLBACK = 4;
    private static final byte WITH_MODEL = 5;

    private StreamStateCodec() {}

    static Serde<StreamState> serde() {
        return Serdes.serdeFrom(
                (topic, state) -> state == null ? null : encode(state),
                (topic, bytes) -> bytes == null ? null : decode(bytes));
    }

    static byte[] encode(StreamState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            byte version = version(state);
            out.writeByte(version);
            out.writeLong(state.epoch());
            out.writeInt(state.skipped());
            writeReference(out, state.reference());
            writeText(out, state.degradation().reason());
            out.writeInt(state.degradation().cleanChunks());
            if (version >= WITH_TRAIL) {
                TrailCodec.write(out, state.trail());
            }
            if (version >= WITH_FALLBACK) {
                writeFallback(out, state.degradation().fallback());
            }
            if (version >= WITH_MODEL) {
                writeText(out, state.model());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    static StreamState decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version < WITHOUT_TRAIL || version > WITH_MODEL) {
                throw new SerializationException("stream state of version " + version + ", expected " + WITHOUT_TRAIL
                        + " to " + WITH_MODEL
                        + ": reset the worker's state, its streams lose nothing but the similarity"
                        + " filter's memory, and of a video model the look and the chunks that are in it");
            }
            long epoch = in.readLong();
            int skipped = in.readInt();
            Reference reference = readReference(in);
            String reason = readText(in);
            int cleanChunks = in.readInt();
            Trail trail = version >= WITH_TRAIL ? TrailCodec.read(in) : Trail.EMPTY;
            Fallback fallback = version >= WITH_FALLBACK ? readFallback(in) : Fallback.NONE;
            String model = version >= WITH_MODEL ? readText(in) : null;
            Degradation degradation = new Degradation(reason, cleanChunks, fallback);
            return new StreamState(epoch, model, reference, skipped, degradation, trail);
        } catch (IOException e) {
            throw new SerializationException("damaged stream state", e);
        }
    }

    private static byte version(StreamState state) {
        if (state.model() != null) {
            return WITH_MODEL;
        }
        if (!state.degradation().fallback().equals(Fallback.NONE)) {
            return WITH_FALLBACK;
        }
        return state.trail().isEmpty() ? WITHOUT_TRAIL : WITH_TRAIL;
    }

    private static void writeFallback(DataOutputStream out, Fallback fallback) throws IOException {
        out.writeUTF(fallback.shown().name());
        out.writeLong(fallback.sinceUs());
        out.writeLong(fallback.steadyUs());
    }

    private static Fallback readFallback(DataInputStream in) throws IOException {
        return new Fallback(Shown.valueOf(in.readUTF()), in.readLong(), in.readLong());
    }

    private static void writeReference(DataOutputStream out, @Nullable Reference reference) throws IOException {
        out.writeBoolean(reference != null);
        if (reference == null) {
            return;
        }
        out.writeLong(reference.frame());
        out.writeUTF(reference.format().name());
        out.writeInt(reference.width());
        out.writeInt(reference.height());
        ByteBuffer data = reference.data().duplicate();
        byte[] picture = new byte[data.remaining()];
        data.get(picture);
        writeBytes(out, picture);
        writeBytes(out, StyleCodec.encode(reference.style()));
    }

    private static @Nullable Reference readReference(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        long frame = in.readLong();
        PayloadFormat format = PayloadFormat.valueOf(in.readUTF());
        int width = in.readInt();
        int height = in.readInt();
        ByteBuffer data = ByteBuffer.wrap(readBytes(in));
        Style style = StyleCodec.decode(readBytes(in));
        return new Reference(frame, format, width, height, data, style);
    }

    private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String readText(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
