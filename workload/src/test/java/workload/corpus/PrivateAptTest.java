package workload.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrivateAptTest {
    @Test
    void oneLineSourcesAskForSourcesOnce() {
        assertThat(PrivateApt.sourceLines("""
                # deb http://commented/ bookworm main
                deb [signed-by=/k.asc] http://deb.debian.org/debian bookworm main
                deb-src http://deb.debian.org/debian bookworm main
                deb\thttp://other/ bookworm main
                """)).isEqualTo("""
                # deb http://commented/ bookworm main
                deb-src [signed-by=/k.asc] http://deb.debian.org/debian bookworm main

                deb-src http://other/ bookworm main
                """);
    }

    @Test
    void stanzasKeepAllButTheirTypes() {
        assertThat(PrivateApt.sourceStanzas("""
                Types: deb deb-src
                URIs: http://deb.debian.org/debian
                Signed-By: /k.gpg

                types: deb
                Enabled: no
                """)).isEqualTo("""
                Types: deb-src
                URIs: http://deb.debian.org/debian
                Signed-By: /k.gpg

                Types: deb-src
                Enabled: no
                """);
    }

    @Test
    void theUpstreamVersionHasNoEpochAndNoRevision() {
        assertThat(SourcePackageOrigin.upstream("5:7.0.15-1~deb12u7")).isEqualTo("7.0.15");
        assertThat(SourcePackageOrigin.upstream("1.2-rc1-3")).isEqualTo("1.2-rc1");
        assertThat(SourcePackageOrigin.upstream("20240101")).isEqualTo("20240101");
    }
}
