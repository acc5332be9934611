package dev.darkroom;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.darkroom.answer.Problem;
import dev.darkroom.link.WebLink;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.Progress;
import java.util.Set;
import java.util.concurrent.Executors;

/** Who may know whom (design, section 2). Local mode is compiled as test code, and left out. */
@AnalyzeClasses(packages = "dev.darkroom", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] STEPS = {
    "dev.darkroom.intake..",
    "dev.darkroom.routing..",
    "dev.darkroom.submission..",
    "dev.darkroom.callback..",
    "dev.darkroom.check..",
    "dev.darkroom.settlement..",
    "dev.darkroom.delivery..",
    "dev.darkroom.notification..",
    "dev.darkroom.query..",
    "dev.darkroom.control.."
  };

  private static final String PORT = "dev.darkroom.provider";
  private static final String SUPPORT = "dev.darkroom.provider.support..";
  private static final String CATALOGUE = "dev.darkroom.provider.catalogue..";

  /** A folder of the port is one provider's adapter, but for its support and the catalogue. */
  private static final String ADAPTERS = "dev.darkroom.provider.(*)..";

  /**
   * Compared where something unusual has happened: a lost race, a repeated event, a refused link.
   */
  private static final Set<Class<?>> RARELY_COMPARED =
      Set.of(Progress.class, GenerationRequest.class, WebLink.class);

  /**
   * A native image interprets the generated one (performance.md). Keys of maps are not seen here.
   */
  @ArchTest
  static final ArchRule whatIsComparedHasAnEqualsThatIsWrittenOut =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "the generated equals or hashCode of a record is called",
                  call ->
                      Set.of("equals", "hashCode").contains(call.getName())
                          && call.getTargetOwner().isRecord()
                          && !RARELY_COMPARED.contains(call.getTargetOwner().reflect())
                          && call.getTarget()
                              .resolveMember()
                              .filter(method -> method.getModifiers().contains(JavaModifier.FINAL))
                              .isPresent()));

  @ArchTest
  static final ArchRule theVocabularyKnowsNothingButJava =
      classes()
          .that()
          .resideInAPackage("dev.darkroom.task..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.darkroom.task..", "dev.darkroom.base..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule theBaseKnowsNothingButJava =
      classes()
          .that()
          .resideInAPackage("dev.darkroom.base..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.darkroom.base..", "java..", "javax.crypto..", "org.jspecify..");

  @ArchTest
  static final ArchRule onlyTheAdaptersKnowAws =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.darkroom.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  /** In a native image their sockets may never wake them (ADR 17). */
  @ArchTest
  static final ArchRule nobodyMakesVirtualThreads =
      noClasses()
          .should()
          .callMethod(Executors.class, "newVirtualThreadPerTaskExecutor")
          .orShould()
          .callMethod(Thread.class, "ofVirtual")
          .orShould()
          .callMethod(Thread.class, "startVirtualThread", Runnable.class);

  @ArchTest
  static final ArchRule onlyTheDoorsKnowLambda =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.darkroom.entrypoint..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.amazonaws..");

  @ArchTest
  static final ArchRule nobodyKnowsTheDoorsOrTheAdapters =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.darkroom.entrypoint..", "dev.darkroom.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.darkroom.entrypoint..", "dev.darkroom.aws..");

  @ArchTest
  static final ArchRule theDoorsDoNotKnowTheAdapters =
      noClasses()
          .that()
          .resideInAPackage("dev.darkroom.entrypoint..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.darkroom.aws..");

  @ArchTest
  static final ArchRule nobodyNamesAProvider =
      noClasses().that(not(areOfOneProvider())).should().dependOnClassesThat(areOfOneProvider());

  @ArchTest
  static final ArchRule providersDoNotKnowEachOther =
      slices()
          .matching(ADAPTERS)
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAnyPackage(SUPPORT, CATALOGUE));

  @ArchTest
  static final ArchRule providersKnowThePortItsSupportAndTheCatalogue =
      noClasses()
          .that(areOfOneProvider())
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.darkroom..")
                  .and(not(areOfOneProvider()))
                  .and(
                      resideOutsideOfPackages(
                          PORT,
                          SUPPORT,
                          CATALOGUE,
                          "dev.darkroom.secret..",
                          "dev.darkroom.base..",
                          "dev.darkroom.task..")));

  @ArchTest
  static final ArchRule theSupportOfProvidersIsForTheirAdaptersAlone =
      noClasses()
          .that(not(areOfOneProvider()))
          .and()
          .resideOutsideOfPackage(SUPPORT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SUPPORT);

  @ArchTest
  static final ArchRule theCatalogueKnowsTheVocabularyAlone =
      noClasses()
          .that()
          .resideInAPackage(CATALOGUE)
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.darkroom..")
                  .and(resideOutsideOfPackages(CATALOGUE, "dev.darkroom.task..")));

  @ArchTest
  static final ArchRule providersKnowNoStep =
      noClasses()
          .that()
          .resideInAPackage("dev.darkroom.provider..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(STEPS);

  /** A step of a submit returns a value; the pipelines call the next. */
  @ArchTest
  static final ArchRule intakeIsReachedFromThePipelinesTheDoorsAndItsQueuesByTheirAdapters =
      isKnownOnlyBy("intake", "pipeline", "entrypoint", "aws");

  @ArchTest
  static final ArchRule routingIsReachedFromThePipelinesItsRoutesBySubmissionAndItsStoreByAws =
      isKnownOnlyBy("routing", "pipeline", "submission", "aws");

  @ArchTest
  static final ArchRule submissionIsReachedFromThePipelinesAndItsResultByTheDoors =
      isKnownOnlyBy("submission", "pipeline", "entrypoint");

  @ArchTest
  static final ArchRule thePipelinesAreReachedFromTheDoorsOnly =
      isKnownOnlyBy("pipeline", "entrypoint");

  /** Status, title and type of a problem are made at the door. */
  @ArchTest
  static final ArchRule onlyTheDoorsKnowProblemsOfHttp =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.darkroom.entrypoint..", "dev.darkroom.answer..", "dev.darkroom.openai..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Problem.class);

  @ArchTest
  static final ArchRule settlementIsReachedFromTheDoorsAndItsVerifierByControl =
      isKnownOnlyBy("settlement", "entrypoint", "control");

  @ArchTest
  static final ArchRule deliveryIsReachedFromSettlementItsStoreByQueryAndItsFormatsByThePipelines =
      isKnownOnlyBy("delivery", "settlement", "query", "control", "pipeline", "aws");

  @ArchTest
  static final ArchRule theLanguageOfOpenAiIsSpokenAtTheDoorsOnly =
      isKnownOnlyBy("openai", "entrypoint");

  /** But its settings: the start judges them, too. */
  @ArchTest
  static final ArchRule notificationIsReachedFromSettlementAndFromWhereWhoWaitsIsTurnedAway =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.darkroom.notification..",
              "dev.darkroom.settlement..",
              "dev.darkroom.intake..",
              "dev.darkroom.submission..",
              "dev.darkroom.aws..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.darkroom.notification..")
                  .and(not(JavaClass.Predicates.simpleName("NotifyConfig"))));

  @ArchTest
  static final ArchRule controlIsReachedFromTheDoorsOnly = isKnownOnlyBy("control", "entrypoint");

  @ArchTest
  static final ArchRule queryIsReachedFromTheDoorsOnly = isKnownOnlyBy("query", "entrypoint");

  @ArchTest
  static final ArchRule theDocumentsAreReachedFromTheDoorsOnly =
      isKnownOnlyBy("schema", "entrypoint");

  @ArchTest
  static final ArchRule nothingGoesRound =
      slices().matching("dev.darkroom.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule localModeIsNotInTheArtifact =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.darkroom.local..", "dev.darkroom.simulator..");

  @ArchTest static final ArchRule thereIsOneLog = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest static final ArchRule nobodyPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Service")
          .orShould()
          .haveSimpleNameEndingWith("Dto");

  private static DescribedPredicate<JavaClass> areOfOneProvider() {
    return resideInAPackage("dev.darkroom.provider.*..")
        .and(resideOutsideOfPackages(SUPPORT, CATALOGUE))
        .as("are of one provider");
  }

  private static ArchRule isKnownOnlyBy(String step, String... others) {
    var allowed = new String[others.length + 1];
    allowed[0] = "dev.darkroom." + step + "..";
    for (int index = 0; index < others.length; index++) {
      allowed[index + 1] = "dev.darkroom." + others[index] + "..";
    }
    return noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.darkroom." + step + "..");
  }
}
