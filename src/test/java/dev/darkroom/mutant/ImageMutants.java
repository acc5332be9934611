package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.explorer;
import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in what becomes of the images of a result. */
final class ImageMutants {
  private ImageMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "settlement/ResultDelivery.java",
            "if (images.pending().isEmpty()) {",
            "if (true) {",
            "pending images are not waited for",
            test("settlement.PendingImagesTest#imagesThatCannotBeFetchedJustNowAreTriedAgain")),
        new Mutant(
            "settlement/ResultDelivery.java",
            "return new DeliveryResult(\n          List.of(),",
            "if (why != null) {\n        throw broken;\n      }\n      return new DeliveryResult(\n          List.of(),",
            "a fault of the whole delivery breaks the check",
            test(
                "settlement.ImageFatesTest#anyExceptionOfTheDeliveryIsRetriedAndTheDeadlineHolds")),
        new Mutant(
            "settlement/ResultDelivery.java",
            "return images.stored().isEmpty()\n        ? fail(context, images, ImageFailure.of(images.missing().getFirst(), context.ref()))",
            "return !images.missing().isEmpty()\n        ? fail(context, images, ImageFailure.of(images.missing().getFirst(), context.ref()))",
            "one lost image loses the others",
            explorer("two images")),
        new Mutant(
            "settlement/ResultDelivery.java",
            "return images.stored().isEmpty()\n        ? fail(context, images, why)",
            "return images.stored() != null\n        ? fail(context, images, why)",
            "stored images are lost when the provider is not asked again",
            test(
                "settlement.ImageFatesTest#storedImagesAreDeliveredThoughTheProviderStopsAnswering")),
        new Mutant(
            "settlement/ResultDelivery.java",
            "case Failed _, ResultKnown _ -> false;",
            "case Failed _ -> false;",
            "a result that only the record knows is given up at the deadline",
            test(
                "settlement.PendingImagesTest#linksThatOnlyTheRecordKnowsAreRetriedUntilTheyExpire")),
        new Mutant(
            "settlement/ResultDelivery.java",
            "if (isFailureDue(next)) {",
            "if (false) {",
            "the requester is not told that images are late",
            test(
                "settlement.PendingImagesTest#afterManyRetriesTheRequesterIsNotifiedAndTheFetchingGoesOn")),
        new Mutant(
            "settlement/ResultDelivery.java",
            "return clock.instant().isBefore(until)\n",
            "return until != null\n",
            "images are fetched for ever",
            test("settlement.PendingImagesTest#linksThatMustHaveExpiredAreGivenUp")),
        new Mutant(
            "settlement/ResultDelivery.java",
            "seen.with(found).expired()",
            "seen.expired()",
            "an image is called missing while it is in the bucket",
            test(
                "settlement.ImagesInTheBucketTest#theLinkIsRefusedUntilTheDeadlineAndTheBucketIsDownThen")),
        new Mutant(
            "settlement/ResultDelivery.java",
            "lastLook(context, ImageResults.unstored(task))",
            "Optional.of(List.<StoredImage>of())",
            "a task fails while its image is in the bucket",
            test("settlement.ImagesInTheBucketTest#theProviderSaysThatItFailed")),
        new Mutant(
            "settlement/ResultDelivery.java",
            "findNow(task, ImageResults.unstored(task))",
            "List.<StoredImage>of()",
            "the requester is told that nothing came while it is in the bucket",
            test(
                "settlement.ImagesInTheBucketTest#theProviderIsSilentAfterItsListUntilTheDeadline")),
        new Mutant(
            "settlement/ResultDelivery.java",
            "if (task.progress().listed().isEmpty()) {",
            "if (false) {",
            "as many images as were asked for count as all that were made",
            test(
                "settlement.ImagesInTheBucketTest#theProviderIsSilentFromTheDeadlineToTheEndOfTheLinks")),
        new Mutant(
            "settlement/ResultDelivery.java",
            "return isFailureDue(context)\n        ? bucket",
            "return false\n        ? bucket",
            "a bucket that is down hides a failure beyond the deadline",
            test(
                "settlement.ImagesInTheBucketTest#theProviderSaysThatItFailedAndTheBucketIsDownAtTheDeadline")),
        new Mutant(
            "settlement/ImageResults.java",
            "known.listed().map(Listed::images).orElse(found.isEmpty() ? 0 : expected(task))",
            "found.isEmpty() ? known.listed().map(Listed::images).orElse(0) : expected(task)",
            "an image is missing that the provider never listed",
            test("settlement.ImagesInTheBucketTest#noImageIsMissingThatTheProviderNeverListed")),
        new Mutant(
            "settlement/BucketSearch.java",
            "while (last < ImageList.MOST - 1 && isAmong(found, last)) {",
            "while (last < 0) {",
            "more images than were asked for are left in the bucket",
            test("settlement.ImagesInTheBucketTest#moreAreThereThanWereAskedFor")),
        new Mutant(
            "settlement/ResultDelivery.java",
            "if (task.progress().isDisplaced()) {",
            "if (false) {",
            "an image of another task of the provider is delivered",
            test(
                "settlement.ImagesInTheBucketTest#anImageOfAnotherTaskOfTheProviderIsNotDelivered")),
        new Mutant(
            "settlement/BucketSearch.java",
            "return find(task, indexes, /* isPatient= */ false);",
            "return find(task, indexes, true);",
            "a bucket that is down keeps a requester waiting after the deadline",
            test(
                "settlement.ImagesInTheBucketTest#noLinkIsAPictureAndTheBucketIsDownAtTheDeadline")),
        new Mutant(
            "settlement/ImageResults.java",
            "before.stored().forEach(image -> stored.put(image.index(), image));",
            "",
            "what is stored is forgotten with the next look",
            test("settlement.ImageFatesTest#theLastImageHasTheSameRightsAsTheFirst")),
        new Mutant(
            "settlement/ImageResults.java",
            ".forEach(index -> pending.put(index, unlisted(index)));",
            ".forEach(index -> {});",
            "an image that the list has lost was never there",
            test("settlement.ImageFatesTest#anImageThatIsNotListedAnyMoreIsStillWaitedFor")));
  }
}
