package dev.brushcast.kafkaundertest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Good records with a few bytes or values changed, as a broken or hostile writer would. The same seed gives the same. */
public final class MutatedRecords {

    /** How many a test tries: system property {@code mutated.records}, 5,000 unless the profile {@code slow} says more. */
    public static final int COUNT = Integer.getInteger("mutated.records", 5_000);

    private static final int MOST_CHANGES = 3;
    private static final List<Long> EXTREMES = List.of(
            0L,
            -1L,
            1L,
            255L,
            1L << 40,
            1L << 62,
            -1_000_000L,
            (long) Integer.MAX_VALUE,
            (long) Integer.MIN_VALUE,
            Long.MAX_VALUE,
            Long.MIN_VALUE);
    private static final List<Double> ODD =
            List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1.0, 0.0, 1e308, Double.MIN_VALUE);
    private static final List<String> TEXTS = List.of(
            "",
            "\u0000",
            "../../../etc/passwd",
            "a/b\\c",
            "x".repeat(100_000),
            "((((((((",
            "(a:1e308)",
            "%n%s",
            "main");

    private final Random random;

    public MutatedRecords(long seed) {
        random = new Random(seed);
    }

    /** One of several. */
    public <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A timestamp, mostly the good one. */
    public long timestamp(long good) {
        return random.nextInt(10) < 5 ? good : one(EXTREMES);
    }

    /** True half of the times. */
    public boolean half() {
        return random.nextBoolean();
    }

    /** The bytes with some changed, cut off, put in or made up. */
    public byte[] damaged(byte[] good) {
        return switch (random.nextInt(5)) {
            case 0 -> madeUp();
            case 1 -> Arrays.copyOf(good, random.nextInt(good.length));
            case 2 -> withALongThatSaysALot(good);
            default -> withBytesChanged(good);
        };
    }

    private byte[] madeUp() {
        byte[] made = new byte[random.nextInt(300)];
        random.nextBytes(made);
        return made;
    }

    private byte[] withALongThatSaysALot(byte[] good) {
        int at = 5 + random.nextInt(Math.min(good.length, 120) - 5);
        ByteBuffer longer = ByteBuffer.allocate(good.length + 9).put(good, 0, at);
        for (int i = 0; i < 8; i++) {
            longer.put((byte) 0xff);
        }
        return longer.put((byte) 1).put(good, at, good.length - at).array();
    }

    private byte[] withBytesChanged(byte[] good) {
        byte[] bytes = good.clone();
        int among = Math.min(bytes.length, one(List.of(30, 100, bytes.length)));
        for (int i = 0; i <= random.nextInt(8); i++) {
            bytes[random.nextInt(among)] = (byte) random.nextInt();
        }
        return bytes;
    }

    /** A copy with one to three values changed, at any depth. */
    public <V extends SpecificRecord> V changed(V good) {
        V copy = SpecificData.get().deepCopy(good.getSchema(), good);
        for (int i = 0; i <= random.nextInt(MOST_CHANGES); i++) {
            change(copy);
        }
        return copy;
    }

    private void change(IndexedRecord record) {
        int field = random.nextInt(record.getSchema().getFields().size());
        Object value = record.get(field);
        if (value instanceof IndexedRecord inner) {
            change(inner);
        } else if (value instanceof List<?> items) {
            record.put(field, changedList(items));
        } else {
            record.put(
                    field,
                    changedValue(
                            value, record.getSchema().getFields().get(field).schema()));
        }
    }

    private List<?> changedList(List<?> items) {
        List<Object> changed = new ArrayList<>(items);
        if (!items.isEmpty() && random.nextInt(3) > 0 && items.getFirst() instanceof IndexedRecord) {
            change((IndexedRecord) one(items));
            return items;
        }
        switch (random.nextInt(3)) {
            case 0 -> changed.clear();
            case 1 -> Collections.reverse(changed);
            default -> {
                for (int times = one(List.of(1, 2, 9)); times > 0; times--) {
                    changed.addAll(items);
                }
            }
        }
        return changed;
    }

    private @Nullable Object changedValue(@Nullable Object value, Schema schema) {
        return switch (value) {
            case Boolean known -> !known;
            case Long known -> random.nextInt(4) == 0 ? known + random.nextInt(5) - 2 : one(EXTREMES);
            case Integer known ->
                random.nextInt(4) == 0 ? known * 2 : one(EXTREMES).intValue();
            case Double _ -> one(ODD);
            case ByteBuffer bytes -> damagedPicture(bytes);
            case String _ -> one(TEXTS);
            case null -> null;
            default -> SpecificData.get().deepCopy(schema, value);
        };
    }

    private ByteBuffer damagedPicture(ByteBuffer picture) {
        byte[] bytes = new byte[picture.remaining()];
        picture.get(picture.position(), bytes);
        if (bytes.length == 0 || random.nextInt(4) == 0) {
            return ByteBuffer.wrap(new byte[random.nextInt(200)]);
        }
        if (half()) {
            return ByteBuffer.wrap(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        }
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        return ByteBuffer.wrap(bytes);
    }
}
