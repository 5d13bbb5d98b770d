package memfs.sys;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Runs code when the process gets a signal.
 *
 * <p>
 * {@code sun.misc.Signal} is the JDK's only way to this, exported on purpose (JEP 260), yet naming it in source is a
 * warning that can't be suppressed: hence by reflection.
 */
public final class Signals {

    private Signals() {}

    /**
     * Replaces what a signal does. A signal that the process was started to ignore (nohup) stays ignored.
     *
     * @param name
     *            without "SIG"; not one that the JVM keeps for itself: USR2, SEGV, QUIT
     * @param action
     *            runs on a thread of its own
     */
    public static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (_, _, _) -> {
                action.run();
                return null;
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[]{handler}, call);
            signal.getMethod("handle", signal, handler).invoke(null,
                    signal.getConstructor(String.class).newInstance(name),
                    proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM can't handle SIG" + name + "; use a JDK with jdk.unsupported", e);
        }
    }
}
