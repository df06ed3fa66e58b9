package dev.brushcast.egress.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodecsTest {

    private final Codecs codecs = new Codecs();

    @Test
    void eachCodecIsNamedOnceInTheOrderOfAppearance() {
        add("ac-3", "mp4a.40.2", "ac-3", "mp4a.40.2,mp4a.40.5");

        assertThat(codecs).hasToString("ac-3,mp4a.40.2,mp4a.40.5");
    }

    @Test
    void theHighestLevelOfAProfileStandsForAll() {
        add("avc1.64000A", "mp4a.40.2", "avc1.64001F", "avc1.640014");

        assertThat(codecs).hasToString("avc1.64001F,mp4a.40.2");
    }

    @Test
    void profilesStandBesideEachOther() {
        add("avc1.64001F", "avc1.4D4028", "avc1.640C32");

        assertThat(codecs).hasToString("avc1.64001F,avc1.4D4028,avc1.640C32");
    }

    private void add(String... names) {
        for (String name : names) {
            codecs.add(name);
        }
    }
}
