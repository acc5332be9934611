package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in the fetch of one image. */
final class DeliveryMutants {
  private DeliveryMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "delivery/ImageFetch.java",
            "return new FetchResult.Transient(code, \"the link answered \" + status);",
            "return new FetchResult.Permanent(code, \"the link answered \" + status);",
            "any answer but the picture is a dead link",
            test("delivery.RetriedLinksTest#aLinkThatLooksGoneIsAskedAgainLater")),
        new Mutant(
            "delivery/ImageFetch.java",
            "return new FetchResult.Transient(\n          Optional.ofNullable(failed.getMessage()).orElse(\"it could not be read\"));",
            "return permanent(\"it could not be read\");",
            "any read error is a dead link",
            test("delivery.RetriedLinksTest#aBodyThatBreaksOffIsFetchedAgainLater")),
        new Mutant(
            "delivery/ImageFetch.java",
            "return new FetchResult.Transient(ErrorCode.RESULT_REJECTED, why);",
            "return new FetchResult.Permanent(ErrorCode.RESULT_REJECTED, why);",
            "an odd redirect is a dead link",
            test("delivery.RetriedLinksTest#aRedirectToNowhereIsAskedAgainLater")),
        new Mutant(
            "delivery/ImageFetch.java",
            "case Forbidden(var why) -> new Done(permanent(why));",
            "case Forbidden(var why) -> new Done(new FetchResult.Transient(why));",
            "a private address is tried again and again",
            test("delivery.DeliveryTrustTest#aPrivateLinkIsNotEvenConnectedTo")),
        new Mutant(
            "delivery/Delivery.java",
            "return known.isPresent() ? known.get() : fetchInTurn(task, image);",
            "return fetchInTurn(task, image);",
            "a stored image is fetched again",
            test("delivery.DeliveryTest#anImageKnownToBeStoredOrMissingIsNotFetchedAgain")),
        new Mutant(
            "delivery/Delivery.java",
            "return pending(image, \"it could not be fetched: \" + broken.getClass().getSimpleName());",
            "throw new IllegalStateException(broken);",
            "one broken image takes the others with it",
            test("delivery.DeliveryTest#whateverBreaksOneImageIsThatImagesOutcome")),
        new Mutant(
            "delivery/Delivery.java",
            "return pending(image, \"it could not be stored: \" + failed.getClass().getSimpleName());",
            "return missing(image, ErrorCode.RESULT_REJECTED, \"it could not be stored\");",
            "a bucket that is down loses the picture",
            test("delivery.RetriedLinksTest#aBucketThatDoesNotWorkIsTriedAgainLater")),
        new Mutant(
            "delivery/Delivery.java",
            "case Truncated(_, var soFar) when isAll && soFar.isPresent() ->",
            "case Truncated(_, var soFar) when soFar.isPresent() ->",
            "a cut picture is stored",
            test("delivery.RetriedLinksTest#aTruncatedImageIsFetchedAgainLater")),
        new Mutant(
            "delivery/Delivery.java",
            "return extent == Extent.INLINE\n",
            "return extent != null\n",
            "a page instead of the picture is a dead link",
            test("delivery.RetriedLinksTest#aPageInsteadOfTheImageIsRetried")),
        new Mutant(
            "delivery/BodySpooler.java",
            "if (announced.isEmpty()) {\n      return new Spooled(Extent.UNANNOUNCED);",
            "if (announced.isEmpty()) {\n      return new Spooled(Extent.ANNOUNCED);",
            "a body without a length counts as whole",
            test("delivery.RetriedLinksTest#aTruncatedImageIsFetchedAgainLater")),
        new Mutant(
            "delivery/BodySpooler.java",
            "if (spool.size() + count > limit) {",
            "if (false) {",
            "a body may be of any size",
            test("delivery.SizeLimitsTest#anImageThatTurnsOutTooLargeIsNotTaken")),
        new Mutant(
            "delivery/ImageWriter.java",
            "if (!(put instanceof Taken)) {",
            "if (put != null) {",
            "an object of others keeps the picture away",
            test("delivery.DeliveryTest#otherBytesUnderTheKeyStayAndTheImageGetsAnotherKey")));
  }
}
