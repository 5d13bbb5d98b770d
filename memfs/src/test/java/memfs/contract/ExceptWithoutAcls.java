package memfs.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A case that every target without {@code -o acl} answers with EOPNOTSUPP. */
@Except(target = "memfs", because = ExceptWithoutAcls.OFF, shows = "EOPNOTSUPP")
@Except(target = "memfs-safe", because = ExceptWithoutAcls.OFF, shows = "EOPNOTSUPP")
@Except(target = "memfs-fast", because = ExceptWithoutAcls.OFF, shows = "EOPNOTSUPP")
@Except(target = "memfs-data", because = ExceptWithoutAcls.OFF, shows = "EOPNOTSUPP")
@Except(target = "memfs-own", because = ExceptWithoutAcls.UNCHECKED, shows = "EOPNOTSUPP")
@Except(target = "memfs-jnr", because = ExceptWithoutAcls.LIBFUSE, shows = "EOPNOTSUPP")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ExceptWithoutAcls {
    String OFF = "access control lists are off by default";
    String UNCHECKED = "access control lists are the kernel's to check, with default_permissions";
    String LIBFUSE = "libfuse 2 can't ask the kernel to check access control lists";
}
