package dev.darkroom.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads entries of an index, page by page. */
record IndexRead(DynamoDbClient client) {
  private static final Logger LOG = Logger.getLogger(IndexRead.class);

  /**
   * The first entries, with the rest of the last page: there may be more than were asked for.
   *
   * @param least no further page is read from that number on
   */
  <T> List<T> entries(QueryRequest request, int least, Function<ItemReader, T> read) {
    var found = new ArrayList<T>();
    for (var page : client.queryPaginator(request)) {
      page.items().stream()
          .map(item -> read(request.indexName(), item, read))
          .flatMap(Optional::stream)
          .forEach(found::add);
      if (found.size() >= least) {
        break;
      }
    }
    return found;
  }

  /** Empty, with a log line, for an entry that is no task: one bad entry spoils no list. */
  private static <T> Optional<T> read(
      String index, Map<String, AttributeValue> item, Function<ItemReader, T> read) {
    try {
      return Optional.of(read.apply(new ItemReader(item)));
    } catch (RuntimeException broken) {
      LOG.warnf(
          "the index \"%s\" has an entry that is no task: %s", index, broken.getClass().getName());
      return Optional.empty();
    }
  }
}
