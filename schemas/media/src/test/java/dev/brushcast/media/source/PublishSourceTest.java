package dev.brushcast.media.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.MediaException;
import org.junit.jupiter.api.Test;

class PublishSourceTest {

    private static final String KEY = "a-key-that-is-long";

    @Test
    void aKeyIsKeptAsItsDigestAndShownNowhere() {
        PublishSource source = (PublishSource) MediaSource.parse("publish:" + KEY);

        assertThat(source.stored()).startsWith("publish:sha256:").doesNotContain(KEY);
        assertThat(source.redacted()).isEqualTo("publish:***");
        assertThat(source.toString()).isEqualTo("publish:***");
        assertThat(MediaSource.parse(source.stored())).isEqualTo(source);
        assertThat(source.opensWith(KEY)).isTrue();
        assertThat(source.opensWith(KEY + "x")).isFalse();
    }

    @Test
    void withoutAKeyNobodyMayPublish() {
        PublishSource source = (PublishSource) MediaSource.parse(" publish: ");

        assertThat(source.hasKey()).isFalse();
        assertThat(source.opensWith("")).isFalse();
    }

    @Test
    void aShortKeyAndADamagedDigestAreRefusedWithoutShowingThem() {
        assertThatThrownBy(() -> MediaSource.parse("publish:short"))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("16 to 256 characters")
                .hasMessageNotContaining("short");
        assertThatThrownBy(() -> MediaSource.parse("publish:sha256:abc")).hasMessageContaining("64 hexadecimal");
    }
}
