package memfs.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A case in which another user than root does something: {@code -o root_only} lets none in. */
@Except(target = "memfs-root", because = "only root has access to the mount", shows = "EACCES")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ExceptForRootOnly {
}
