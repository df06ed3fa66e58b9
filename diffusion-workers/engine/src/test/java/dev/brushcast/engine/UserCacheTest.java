package dev.brushcast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCacheTest {

    private static final Path HOME = Path.of("/home/ann");

    @Test
    void theCacheIsWhereTheUserHasItsCaches() {
        assertThat(UserCache.folder(Map.of(), HOME)).isEqualTo(Path.of("/home/ann/.cache/brushcast"));
        assertThat(UserCache.folder(Map.of("XDG_CACHE_HOME", "/var/cache/ann"), HOME))
                .isEqualTo(Path.of("/var/cache/ann/brushcast"));
    }

    @Test
    void aRelativeOrEmptyCacheFolderIsIgnoredAsItsSpecificationSays() {
        assertThat(UserCache.folder(Map.of("XDG_CACHE_HOME", "caches"), HOME))
                .isEqualTo(Path.of("/home/ann/.cache/brushcast"));
        assertThat(UserCache.folder(Map.of("XDG_CACHE_HOME", ""), HOME))
                .isEqualTo(Path.of("/home/ann/.cache/brushcast"));
    }
}
