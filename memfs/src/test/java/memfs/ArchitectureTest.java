package memfs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import memfs.store.FileSystem;
import memfs.store.KeptName;
import memfs.store.Name;
import memfs.store.RequestName;
import memfs.store.tree.MemFileSystem;

/** The arrows of docs/architecture.md: who may use whom. */
class ArchitectureTest {
    private static final long MOST_FILES = 25;
    private static final int MOST_LINES = 350;

    private static final JavaClasses MEMFS = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
            .importPackages("memfs");

    /** Each row is a package and, of ours, all that it may use. */
    @ParameterizedTest(name = "{0} uses only {1}")
    @CsvSource({"posix, posix", "sys, sys posix", "store, store posix", "kernel, kernel store posix sys",
            "kernel.queue, kernel.queue posix sys", "kernel.protocol, kernel.protocol store posix sys",
            "jnr, jnr store posix sys", "mount, mount kernel jnr store posix sys",
            "cli, cli mount store posix sys"})
    void arrowsPointDown(String from, String allowed) {
        String[] targets = Arrays.stream(allowed.split(" ")).map(name -> "memfs." + name + "..")
                .toArray(String[]::new);
        classes().that().resideInAPackage("memfs." + from + "..").should().onlyDependOnClassesThat(
                resideInAnyPackage(targets)
                        .or(resideOutsideOfPackages("memfs..")))
                .check(MEMFS);
    }

    /** As {@link #arrowsPointDown}, among the rooms of the store: each may use itself and posix, too. */
    @ParameterizedTest(name = "{0} uses only {1}")
    @CsvSource({"store, ''", "store.observe, store", "store.dentries, store", "store.pending, ''",
            "store.content, store",
            "store.content.control, store store.content", "store.xattr, store store.content",
            "store.tree, store store.dentries store.content store.content.control store.xattr store.pending"})
    void roomsOfTheStoreStandOnEachOther(String from, String allowed) {
        String[] targets = Stream.concat(Stream.of(from, "posix"), Arrays.stream(allowed.split(" ")))
                .filter(name -> !name.isEmpty()).map(name -> "memfs." + name).toArray(String[]::new);
        classes().that().resideInAPackage("memfs." + from).should().onlyDependOnClassesThat(
                resideInAnyPackage(targets).or(resideOutsideOfPackages("memfs.."))).check(MEMFS);
    }

    /** A start is shorter by what the rehearsal does while the command line is read. */
    @Test
    void programsThatMountWarmUpFirst() {
        classes().that().haveFullyQualifiedName("memfs.cli.Main").or()
                .haveFullyQualifiedName("memfs.cli.MountHelper").should()
                .callMethodWhere(target(nameMatching("warmUp"))).check(MEMFS);
    }

    /** The contract, the one file system that there is, and what observes it. */
    @Test
    void nothingOutsideTheStoreSeesItsInsides() {
        noClasses().that().resideOutsideOfPackage("memfs.store..").should().dependOnClassesThat(
                resideInAPackage("memfs.store..").and(not(resideInAnyPackage("memfs.store", "memfs.store.observe")))
                        .and(not(equivalentTo(MemFileSystem.class))))
                .check(MEMFS);
    }

    /** The others have a file system given to them. */
    @Test
    void onlyMountMakesAFileSystem() {
        noClasses().that().resideOutsideOfPackages("memfs.store..", "memfs.mount..").should()
                .dependOnClassesThat().belongToAnyOf(MemFileSystem.class).check(MEMFS);
    }

    /** That a request may come without an open is known in one place. */
    @Test
    void onlyHandlesServesRequestsWithoutAnOpen() {
        noClasses().that().resideOutsideOfPackage("memfs.store..").and().doNotHaveSimpleName("Handles").should()
                .callMethodWhere(
                        target(nameMatching("fileOf|directoryOf")).and(target(owner(equivalentTo(FileSystem.class)))))
                .check(MEMFS);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("memfs.(**)").should().beFreeOfCycles().check(MEMFS);
    }

    @Test
    void packagesAreSmallEnoughToLookThrough() throws IOException {
        Map<Path, Long> files = mainFiles().collect(groupingBy(Path::getParent, counting()));

        assertThat(files).isNotEmpty().allSatisfy((directory, count) -> assertThat(count).as(directory.toString())
                .isLessThanOrEqualTo(MOST_FILES));
    }

    @Test
    void filesAreShort() throws IOException {
        assertThat(mainFiles()).isNotEmpty()
                .allSatisfy(file -> assertThat(Files.readAllLines(file)).as(file.toString())
                        .hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    @Test
    void noTypeNameIsThereTwice() throws IOException {
        assertThat(mainFiles().map(Path::getFileName).map(Path::toString)
                .filter(name -> !name.equals("package-info.java"))).isNotEmpty()
                .doesNotHaveDuplicates();
    }

    private static Stream<Path> mainFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("basedir", "."), "src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    /** A request's name is another one with the next request: what lasts longer has fields of {@link KeptName}s. */
    @Test
    void onlyWhatEndsWithItsRequestHoldsARequestsName() {
        assertThat(MEMFS.stream().flatMap(type -> type.getFields().stream())
                .filter(field -> field.getAllInvolvedRawTypes().stream().anyMatch(ArchitectureTest::mayBeARequestsName))
                .map(field -> field.getOwner().getSimpleName())).containsOnly("Rename", "RequestReader");
    }

    private static boolean mayBeARequestsName(JavaClass type) {
        JavaClass base = type.getBaseComponentType();
        return base.isEquivalentTo(Name.class) || base.isEquivalentTo(RequestName.class);
    }

    @Test
    void onlyJnrUsesJnr() {
        noClasses().that().resideOutsideOfPackage("memfs.jnr..").should().dependOnClassesThat()
                .resideInAnyPackage("ru.serce..", "jnr..").check(MEMFS);
    }

    @Test
    void onlySysLinksNativeCode() {
        noClasses().that().resideOutsideOfPackage("memfs.sys..").should().dependOnClassesThat()
                .belongToAnyOf(Linker.class, SymbolLookup.class).check(MEMFS);
    }
}
