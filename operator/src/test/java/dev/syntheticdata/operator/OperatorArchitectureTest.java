package dev.syntheticdata.operator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which part of the operator may know which. */
class OperatorArchitectureTest {

  private static final String ROOT = "dev.syntheticdata.operator";
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @ParameterizedTest
  @ValueSource(strings = {"policy", "status"})
  void decisionsHaveNoClientInSight(String part) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + part)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.fabric8.kubernetes.client..")
                // The type that resources extend; it reaches nothing.
                .and(not(assignableTo("io.fabric8.kubernetes.client.CustomResource")))
                .or(resideInAPackage("io.javaoperatorsdk..")))
        .check(CLASSES);
  }

  @Test
  void onlyJobFactoryBuildsJobs() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".job.JobFactory")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(JobBuilder.class, JobSpecBuilder.class)
        .check(CLASSES);
  }

  @Test
  void nothingKnowsSecrets() {
    noClasses().should().dependOnClassesThat(assignableTo(Secret.class)).check(CLASSES);
  }

  @Test
  void onlyTheRuntimeWiresControllersTogether() {
    for (var kind : List.of("dataset", "generator")) {
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + ".policy",
              ROOT + ".status",
              ROOT + ".job",
              ROOT + ".parent",
              ROOT + ".version")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "." + kind, ROOT + "." + kind + "version")
          .check(CLASSES);
    }
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theClockIsPassedIn() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".OperatorMain")
        .should()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void classesArePieceworkNotEpics() throws IOException {
    var tooLong = new ArrayList<String>();
    try (var files = Files.walk(SOURCES)) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        long lines;
        try (var all = Files.lines(file)) {
          // What is said before the class is not the class.
          lines = all.dropWhile(line -> !line.contains("class ")).count();
        }
        int most = file.toString().endsWith("Reconciler.java") ? 200 : 400;
        if (lines > most) {
          tooLong.add(file.getFileName() + " has " + lines + " lines, at most " + most);
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }
}
