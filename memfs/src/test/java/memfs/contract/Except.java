package memfs.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A case that one target is known to answer differently. It runs there all the same, and fails both when it passes (the
 * exception is out of date) and when it fails otherwise than said.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Except.All.class)
public @interface Except {
    /** Name of the target, as its {@link ContractTarget} has it. */
    String target();

    /** Why it can't be otherwise, in one sentence. */
    String because();

    /** What the case's failure must say: a part of its message. */
    String shows();

    /** Holds the exceptions of several targets. */
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {
        Except[] value();
    }
}
