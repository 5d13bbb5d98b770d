package memfs.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A case that a target without {@code -o xattr} answers with EOPNOTSUPP. */
@Except(target = "memfs-data", because = "with extended attributes the kernel would ask for one before each write", shows = "EOPNOTSUPP")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ExceptWithoutXattrs {
}
