package dev.brushcast.egress.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void aHostHasPutPicturesOutBeforeItHasAStream() {
        assertThat(WarmUp.run()).isEqualTo(250);
    }
}
