package dev.brushcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RateLimitTest {

    @Test
    void theDefaultGrowsWithTheSizeAndTheRate() {
        assertThat(RateLimit.bySize(1280, 720, new Rational(30, 1)).bitsPerSecond())
                .isEqualTo(2_764_800);
        assertThat(RateLimit.bySize(1280, 720, new Rational(60, 1)).bitsPerSecond())
                .isEqualTo(5_529_600);
        assertThat(RateLimit.bySize(1280, 720, new Rational(0, 1)).bitsPerSecond())
                .isEqualTo(2_764_800);
        assertThat(RateLimit.bySize(256, 144, new Rational(30, 1)).bitsPerSecond())
                .isEqualTo(600_000);
        assertThat(RateLimit.bySize(7680, 4320, new Rational(60, 1)).bitsPerSecond())
                .isEqualTo(25_000_000);
        assertThat(RateLimit.of(1_000_000).bufferBits()).isEqualTo(1_000_000);
    }

    @Test
    void whatIsNoRateIsRefused() {
        assertThatThrownBy(() -> RateLimit.of(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RateLimit.of(3_000_000_000L)).isInstanceOf(IllegalArgumentException.class);
    }
}
