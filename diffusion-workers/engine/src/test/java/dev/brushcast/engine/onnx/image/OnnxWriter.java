package dev.brushcast.engine.onnx.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes small ONNX graphs, field by field of the protocol buffer, so that tests can have a model of any layout. */
public final class OnnxWriter {

    public static final int FLOAT = 1;
    public static final int INT32 = 6;
    public static final int INT64 = 7;
    public static final int BOOL = 9;
    public static final int FLOAT16 = 10;

    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;
    private static final int INT_ATTRIBUTE = 2;
    private static final int INTS_ATTRIBUTE = 7;

    private final Message graph = new Message();

    public OnnxWriter() {
        graph.text(2, "graph");
    }

    /** Sides below 0 are free. */
    public OnnxWriter input(String name, int type, long... shape) {
        graph.message(11, port(name, type, shape));
        return this;
    }

    public OnnxWriter output(String name, int type, long... shape) {
        graph.message(12, port(name, type, shape));
        return this;
    }

    public OnnxWriter node(String op, String output, String... inputs) {
        return node(op, output, new Message(), inputs);
    }

    /** A node with one attribute of whole numbers. */
    public OnnxWriter nodeWithInts(String op, String output, String attribute, long[] values, String... inputs) {
        Message ints = new Message().text(1, attribute);
        for (long value : values) {
            ints.number(8, value);
        }
        return node(op, output, new Message().message(5, ints.number(20, INTS_ATTRIBUTE)), inputs);
    }

    /** A node with one attribute of a whole number. */
    public OnnxWriter nodeWithInt(String op, String output, String attribute, long value, String... inputs) {
        Message number = new Message().text(1, attribute).number(3, value).number(20, INT_ATTRIBUTE);
        return node(op, output, new Message().message(5, number), inputs);
    }

    public OnnxWriter floats(String name, int type, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            if (type == FLOAT16) {
                raw.putShort(Float.floatToFloat16(value));
            } else {
                raw.putFloat(value);
            }
        }
        return constant(name, type, Arrays.copyOf(raw.array(), raw.position()), shape);
    }

    public OnnxWriter longs(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            raw.putLong(value);
        }
        return constant(name, INT64, raw.array(), values.length);
    }

    public byte[] bytes() {
        Message opset = new Message().text(1, "").number(2, OPSET);
        return new Message()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, opset)
                .bytes();
    }

    private OnnxWriter node(String op, String output, Message attributes, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        graph.message(
                1, node.text(2, output).text(3, output + "_node").text(4, op).append(attributes));
        return this;
    }

    private OnnxWriter constant(String name, int type, byte[] raw, long... shape) {
        Message tensor = new Message();
        for (long side : shape) {
            tensor.number(1, side);
        }
        graph.message(5, tensor.number(2, type).text(8, name).raw(9, raw));
        return this;
    }

    private static Message port(String name, int type, long... shape) {
        Message sides = new Message();
        for (int i = 0; i < shape.length; i++) {
            sides.message(1, shape[i] < 0 ? new Message().text(2, name + i) : new Message().number(1, shape[i]));
        }
        Message tensor = new Message().number(1, type).message(2, sides);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    private static final class Message {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String text) {
            return raw(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message message) {
            return raw(field, message.bytes());
        }

        Message raw(int field, byte[] bytes) {
            varint(((long) field << 3) | 2);
            varint(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        Message append(Message other) {
            out.writeBytes(other.bytes());
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long left = value;
            while ((left & ~0x7fL) != 0) {
                out.write((int) ((left & 0x7f) | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }
    }
}
