package dev.darkroom.aws;

import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.PublishAttempt;
import dev.darkroom.task.PublishAttempt.Result;
import dev.darkroom.task.PublishHistory.Replay;
import dev.darkroom.task.Subscribers.Publication;
import dev.darkroom.task.TaskId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Publications, attempts and replays, each as one text.
 *
 * <p>Outcome ids begin with the id of their task, which is left out. Moments are seconds since the
 * task was made. Examples:
 *
 * <ul>
 *   <li>a publication: {@code event bus -mwot5j7f-succeeded}, as the first release named the
 *       channel
 *   <li>an attempt: {@code 61.2 2 failed 181.2 webhook -mwot5j7f-succeeded it answered 503}, with
 *       its number and the next try, or {@code -}
 *   <li>a replay: {@code 9000.5 47.3 1 webhook -mwot5j7f-succeeded}, with the time of the outcome
 *       and the number of attempts before
 * </ul>
 */
record PublicationItem(TaskId task, Instant createdAt) {
  private static final String NONE = "-";

  String write(Publication one) {
    return released(one.channel()) + " " + outcome(one);
  }

  /** Reads the text, and the nested map of the first schema. */
  Publication read(AttributeValue value) {
    if (value.hasM()) {
      var item = new ItemReader(value.m());
      return new Publication(known(item.text("channel")), item.text("outcome"));
    }
    int space = value.s().lastIndexOf(' '); // a channel's name may have some, an outcome has none
    return new Publication(
        known(value.s().substring(0, space)), whole(value.s().substring(space + 1)));
  }

  String write(PublishAttempt one) {
    return String.join(
        " ",
        seconds(one.at()),
        Integer.toString(one.number()),
        one.result().name().toLowerCase(Locale.ROOT),
        one.nextTryAt().map(this::seconds).orElse(NONE),
        one.channel(),
        outcome(one.publication()),
        one.detail());
  }

  PublishAttempt readAttempt(AttributeValue value) {
    var parts = value.s().split(" ", 7);
    return new PublishAttempt(
        new Publication(parts[4], whole(parts[5])),
        Integer.parseInt(parts[1]),
        moment(parts[0]),
        Result.valueOf(parts[2].toUpperCase(Locale.ROOT)),
        parts[6],
        Optional.of(parts[3]).filter(text -> !text.equals(NONE)).map(this::moment));
  }

  String write(Replay one) {
    return String.join(
        " ",
        seconds(one.at()),
        seconds(one.outcomeAt()),
        Integer.toString(one.after()),
        one.publication().channel(),
        outcome(one.publication()));
  }

  Replay readReplay(AttributeValue value) {
    var parts = value.s().split(" ", 5);
    return new Replay(
        new Publication(parts[3], whole(parts[4])),
        moment(parts[0]),
        moment(parts[1]),
        Integer.parseInt(parts[2]));
  }

  private String outcome(Publication one) {
    boolean isOurs = one.outcomeId().startsWith(task + "-");
    return isOurs ? one.outcomeId().substring(task.value().length()) : one.outcomeId();
  }

  private String whole(String outcome) {
    return outcome.startsWith("-") ? task + outcome : outcome;
  }

  private String seconds(Instant moment) {
    var after = Duration.between(createdAt, moment);
    return BigDecimal.valueOf(after.getSeconds())
        .add(BigDecimal.valueOf(after.getNano(), 9))
        .stripTrailingZeros()
        .toPlainString();
  }

  private Instant moment(String seconds) {
    return createdAt.plusNanos(new BigDecimal(seconds).movePointRight(9).longValueExact());
  }

  /** The first release named channels with a space, and reads nothing else. */
  private static String released(String channel) {
    return NotificationChannel.of(channel).isPresent() ? channel.replace('-', ' ') : channel;
  }

  private static String known(String released) {
    return NotificationChannel.of(released.replace(' ', '-'))
        .map(NotificationChannel::text)
        .orElse(released);
  }
}
