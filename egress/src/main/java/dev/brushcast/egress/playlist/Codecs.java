package dev.brushcast.egress.playlist;

import java.util.ArrayList;
import java.util.List;

/**
 * The codecs of everything that a playlist has named: each once, in the order of their appearance. Of H.264 in one profile the
 * highest level stands for all: who decodes that decodes the others. Confined to one thread.
 */
public final class Codecs {

    private static final String H264 = "avc1.";
    private static final int BEFORE_LEVEL = H264.length() + 4;

    private final List<String> names = new ArrayList<>();

    /** Adds names as RFC 6381 has them, separated by commas. */
    public void add(String more) {
        for (String name : more.split(",", -1)) {
            addOne(name);
        }
    }

    private void addOne(String name) {
        for (int i = 0; i < names.size(); i++) {
            String known = names.get(i);
            if (known.equals(name)) {
                return;
            }
            if (known.startsWith(H264) && name.startsWith(known.substring(0, BEFORE_LEVEL))) {
                names.set(i, level(name) > level(known) ? name : known);
                return;
            }
        }
        names.add(name);
    }

    private static int level(String h264) {
        return Integer.parseInt(h264.substring(BEFORE_LEVEL), 16);
    }

    @Override
    public String toString() {
        return String.join(",", names);
    }
}
