package memfs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Holds the list of contracts, the classes, and {@code docs/operations.md} together. */
class OperationsDocumentTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("basedir", "."), "..", "docs", "operations.md");

    private static Stream<Class<?>> listed() {
        return Arrays.stream(AllContracts.class.getDeclaredClasses()).map(Class::getSuperclass);
    }

    @Test
    void everyContractIsListedAndInTheDocument() throws IOException {
        String document = Files.readString(DOCUMENT);
        List<String> listed = listed().map(Class::getSimpleName).sorted().toList();
        assertThat(listed).isEqualTo(contractClasses());
        assertThat(listed).allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
    }

    @Test
    void everyDifferenceOfMemfsIsInTheDocument() throws IOException {
        String document = Files.readString(DOCUMENT);
        List<String> excepted = listed().flatMap(contract -> Arrays.stream(contract.getDeclaredMethods()))
                .filter(method -> Arrays.stream(method.getAnnotationsByType(Except.class))
                        .anyMatch(except -> except.target().startsWith("memfs")))
                .map(method -> "`" + method.getName() + "`").toList();
        assertThat(excepted).isNotEmpty().allSatisfy(name -> assertThat(document).contains(name));
    }

    private static List<String> contractClasses() throws IOException {
        Path classes = Path.of(System.getProperty("basedir", "."), "target", "test-classes", "memfs", "contract");
        try (Stream<Path> files = Files.list(classes)) {
            return files.map(file -> file.getFileName().toString().replace(".class", ""))
                    .filter(name -> name.endsWith("Contract") && !name.equals("Contract")).sorted().toList();
        }
    }
}
