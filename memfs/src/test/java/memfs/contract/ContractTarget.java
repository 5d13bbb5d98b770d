package memfs.contract;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

import memfs.testing.As;

/**
 * The file system that a contract runs on: one mount for all cases of a class, mounted anew after a case that hung or
 * killed it, and a fresh directory for each case.
 */
final class ContractTarget
        implements
            BeforeAllCallback,
            BeforeEachCallback,
            AfterEachCallback,
            AfterAllCallback,
            InvocationInterceptor {

    /** How to mount; fails as an assumption where the machine can't. */
    interface Mounter {
        ContractMount mount(Path mountPoint) throws IOException;
    }

    private final Set<String> names;
    private final Mounter mounter;
    private Path mountPoint;
    private ContractMount mount;
    private int cases;

    ContractTarget(String name, Mounter mounter) {
        this(Set.of(name), mounter);
    }

    /**
     * @param names
     *            the target's own name, and those of targets whose exceptions hold here, too
     */
    ContractTarget(Set<String> names, Mounter mounter) {
        this.names = names;
        this.mounter = mounter;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (isOutermost(context)) {
            mountPoint = Files.createTempDirectory("memfs-contract-");
            Files.setPosixFilePermissions(mountPoint, PosixFilePermissions.fromString("rwxr-xr-x"));
            mount = mounter.mount(mountPoint);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (!mount.isAlive()) {
            mount.close();
            mount = mounter.mount(mountPoint);
        }
        contract(context).enter(mount.directory().resolve("case" + ++cases));
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (context.getExecutionException().filter(TimeoutException.class::isInstance).isPresent()) {
            mount.kill();
        } else if (mount.isAlive()) {
            contract(context).leave();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (isOutermost(context)) {
            if (mount != null) {
                mount.close();
            }
            Files.deleteIfExists(mountPoint);
        }
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        As.setUmask(0);
        Optional<Except> exception = AnnotationSupport.findRepeatableAnnotations(method.getExecutable(), Except.class)
                .stream().filter(except -> names.contains(except.target())).findAny();
        if (exception.isPresent()) {
            context.publishReportEntry("except", exception.get().because());
            expectDifference(invocation, exception.get());
        } else {
            invocation.proceed();
        }
    }

    private static void expectDifference(Invocation<Void> invocation, Except except) {
        try {
            invocation.proceed();
        } catch (Throwable difference) {
            if (String.valueOf(difference.getMessage()).contains(except.shows())) {
                return;
            }
            throw new AssertionError("differs, but not as documented (" + except.shows() + ")", difference);
        }
        fail("no longer differs: remove the exception made because " + except.because());
    }

    private static Contract contract(ExtensionContext context) {
        return (Contract) context.getRequiredTestInstance();
    }

    private static boolean isOutermost(ExtensionContext context) {
        return !context.getRequiredTestClass().isMemberClass();
    }
}
