package dev.darkroom.mutant;

import java.util.List;
import java.util.stream.Stream;

/** Every mutant: faults of the kind that cost money or a picture, one condition at a time. */
final class Mutants {
  private Mutants() {}

  static List<Mutant> all() {
    return Stream.of(
            ClaimMutants.all(),
            SubmissionMutants.all(),
            ClaimWriteMutants.all(),
            CheckMutants.all(),
            DecisionMutants.all(),
            SettlementMutants.all(),
            WaitMutants.all(),
            HintMutants.all(),
            DoubtMutants.all(),
            ImageMutants.all(),
            DeliveryMutants.all(),
            ControlMutants.all(),
            OperatorMutants.all(),
            DeletionMutants.all(),
            NotificationMutants.all(),
            DoorMutants.all(),
            StoreMutants.all())
        .flatMap(List::stream)
        .toList();
  }
}
