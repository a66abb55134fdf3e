package org.keqiao.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Packages are parts of the domain; libraries stay where they belong. */
class DependencyRuleTest {

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.keqiao");

  @Test
  void packages_ofTheDomain_haveNoCycles() {
    slices().matching("org.keqiao.(*)..").should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void fault_dependsOnTheJdkOnly() {
    classes()
        .that()
        .resideInAPackage("org.keqiao.fault..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.keqiao.fault..", "org.jspecify..")
        .check(PROGRAM);
  }

  @Test
  void web_isKnownToRoutesAndHttpOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.keqiao.http..")
        .and()
        .haveSimpleNameNotEndingWith("Routes")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx.ext.web..")
        .check(PROGRAM);
  }

  @Test
  void minio_isKnownToStoreOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.keqiao.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.minio..", "okhttp3..")
        .check(PROGRAM);
  }

  @Test
  void elasticsearchClient_isKnownToStoreAndSearchesOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.keqiao.store..")
        .and()
        .haveSimpleNameNotEndingWith("Index")
        .and()
        .haveSimpleNameNotEndingWith("Search")
        .and()
        .resideOutsideOfPackage("org.keqiao.catalogue.search..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("co.elastic..")
        .check(PROGRAM);
  }

  @Test
  void embedded_isKnownToTheAssemblyOnly() {
    noClasses()
        .that()
        .resideInAnyPackage("org.keqiao.(*)..")
        .and()
        .resideOutsideOfPackage("org.keqiao.embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.keqiao.embedded..")
        .check(PROGRAM);
  }

  @Test
  void parsersOfDocuments_areKnownToTheirOwnProcessOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.keqiao.courseware.parser..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.poi..",
            "org.apache.pdfbox..",
            "org.apache.commons.compress..",
            "com.drew..")
        .check(PROGRAM);
  }

  @Test
  void parserProcess_isKnownToItsStarterOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.keqiao.courseware..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.keqiao.courseware.parser..")
        .check(PROGRAM);
  }

  @Test
  void foundations_knowNoFeature() {
    noClasses()
        .that()
        .resideInAnyPackage("org.keqiao.store..", "org.keqiao.http..", "org.keqiao.settings..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.keqiao.(*)..")
                .and(
                    not(
                        resideInAnyPackage(
                            "org.keqiao.store..",
                            "org.keqiao.http..",
                            "org.keqiao.settings..",
                            "org.keqiao.fault.."))))
        .check(PROGRAM);
  }

  @Test
  void names_sayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Manager|Helper|Base|Impl)")
        .check(PROGRAM.that(alwaysTrue()));
  }
}
