package memfs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import memfs.store.KeptName;
import memfs.store.Name;
import memfs.store.RequestName;

/** The arrows of docs/architecture.md: who may use whom. */
class ArchitectureTest {
    private static final JavaClasses MEMFS = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
            .importPackages("memfs");

    /** Each row is a package and, of ours, all that it may use; a package that isn't written yet passes. */
    @ParameterizedTest(name = "{0} uses only {1}")
    @CsvSource({"posix, posix", "sys, sys posix", "store, store posix", "kernel, kernel store posix sys",
            "kernel.queue, kernel.queue posix sys",
            "jnr, jnr store posix sys", "mount, mount kernel jnr store posix sys",
            "cli, cli mount kernel jnr store posix sys"})
    void arrowsPointDown(String from, String allowed) {
        String[] targets = Arrays.stream(allowed.split(" ")).map(name -> "memfs." + name + "..")
                .toArray(String[]::new);
        classes().that().resideInAPackage("memfs." + from + "..").should().onlyDependOnClassesThat(
                resideInAnyPackage(targets)
                        .or(resideOutsideOfPackages("memfs..")))
                .allowEmptyShould(true).check(MEMFS);
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
