package dev.brushcast.media.caption;

import java.util.Set;
import java.util.TreeSet;

/** Which services captions have, as HLS names them (INSTREAM-ID). */
public final class CaptionServices {

    private static final int VALID = 0x04;
    private static final int TYPE = 0x03;
    private static final int FIRST_FIELD = 0;
    private static final int SECOND_FIELD = 1;
    private static final int CHARACTER = 0x7F; // without its parity

    private CaptionServices() {}

    /**
     * The services of some captions: {@code CC1} where line 21 has a first field, also one that says nothing so far, {@code CC3} where
     * its second one says something, {@code SERVICE1} where there are packets of CTA-708.
     *
     * @param triplets of {@code cc_data}, 3 bytes each
     */
    public static Set<String> of(byte[] triplets) {
        Set<String> services = new TreeSet<>();
        for (int i = 0; i + 2 < triplets.length; i += CaptionMessage.TRIPLET_BYTES) {
            boolean valid = (triplets[i] & VALID) != 0;
            boolean says = ((triplets[i + 1] | triplets[i + 2]) & CHARACTER) != 0;
            int type = triplets[i] & TYPE;
            if (type == FIRST_FIELD) {
                services.add("CC1");
            } else if (type == SECOND_FIELD && valid && says) {
                services.add("CC3");
            } else if (type > SECOND_FIELD && valid) {
                services.add("SERVICE1");
            }
        }
        return services;
    }
}
