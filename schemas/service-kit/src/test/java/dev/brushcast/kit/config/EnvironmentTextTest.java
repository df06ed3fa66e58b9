package dev.brushcast.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentTextTest {

    @Test
    void whatIsSecretComesFromTheEnvironment() {
        assertThat(EnvironmentText.fillIn("rtmp://live.example/app/${KEY}", Map.of("KEY", "s3cret$1")))
                .isEqualTo("rtmp://live.example/app/s3cret$1");
        assertThat(EnvironmentText.fillIn("rtmp://live.example/app/${KEY:-test}", Map.of()))
                .isEqualTo("rtmp://live.example/app/test");
    }

    @Test
    void aVariableThatIsNotSetIsNamed() {
        assertThatThrownBy(() -> EnvironmentText.fillIn("rtmp://live.example/app/${KEY}", Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessage("In 'rtmp://live.example/app/${KEY}': the environment variable KEY is not set");
    }
}
