package memfs.jnr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import memfs.sys.MountAttributes;

class JnrOptionsTest {

    @Test
    void speaksMountFuse() {
        var options = new JnrOptions("a,b\\c", true, true, false, 0, 60, 3600, 1.5, 65536, true, false, true, false,
                true, true, new MountAttributes(false, false, true, false, "sub", 4096));

        assertThat(options.arguments()).containsExactly("-f", "-s", "-o",
                "use_ino,subtype=sub,fsname=a\\,b\\\\c,nosuid,nodev,noatime,max_read=4096,attr_timeout=0.0,entry_timeout=3600.0,negative_timeout=1.5,"
                        + "max_write=65536,big_writes,ro,allow_other,ac_attr_timeout=1.0E-9,auto_cache");
    }
}
