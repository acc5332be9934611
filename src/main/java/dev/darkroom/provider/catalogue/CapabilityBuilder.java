package dev.darkroom.provider.catalogue;

import dev.darkroom.provider.catalogue.Capability.Features;
import dev.darkroom.provider.catalogue.Capability.Limits;
import dev.darkroom.provider.catalogue.Capability.PixelRange;
import dev.darkroom.provider.catalogue.Capability.References;
import dev.darkroom.provider.catalogue.Capability.SeedRange;
import dev.darkroom.provider.catalogue.Capability.Shapes;
import dev.darkroom.provider.catalogue.Capability.Size;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Media;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Resolution;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Builds one row of a capability table. What the row does not say cannot be asked for. Limits that
 * it does not say are unknown.
 */
public final class CapabilityBuilder {
  private final ModelName model;
  private final String providerModel;
  private final Set<Operation> operations;
  private final Map<String, String> inferred = new HashMap<>();
  private final Set<String> unknown = new HashSet<>();
  private Media media = Media.IMAGE;
  private Optional<Integer> promptLimit = Optional.empty();
  private List<AspectRatio> ratios = List.of();
  private List<Resolution> resolutions = List.of();
  private final List<Size> sizes = new ArrayList<>();
  private Optional<PixelRange> pixels = Optional.empty();
  private int maxCount = 1;
  private References references = References.NONE;
  private Optional<Integer> maxTotal = Optional.empty();
  private Optional<SeedRange> seeds = Optional.empty();
  private Set<OutputFormat> formats = Set.of();
  private boolean safetyChecker;
  private boolean webSearch;
  private boolean promptOptimization;
  private PriceRow price = PriceRow.UNSTATED;

  CapabilityBuilder(String model, String providerModel, Operation... operations) {
    this.model = new ModelName(model);
    this.providerModel = providerModel;
    this.operations = Set.of(operations);
  }

  public CapabilityBuilder makesVideo() {
    media = Media.VIDEO;
    return this;
  }

  /**
   * The longest prompt.
   *
   * @param characters Unicode code points
   */
  public CapabilityBuilder prompt(int characters) {
    promptLimit = Optional.of(characters);
    return this;
  }

  /**
   * The shapes.
   *
   * @param list such as {@code "auto 1:1 16:9"}
   */
  public CapabilityBuilder ratios(String list) {
    ratios = Stream.of(list.split(" ", -1)).map(AspectRatio::new).toList();
    return this;
  }

  /** The tiers, the provider's default first. */
  public CapabilityBuilder resolutions(Resolution... tiers) {
    resolutions = List.of(tiers);
    return this;
  }

  /** The size of each ratio at a tier; sizes that the row does not offer are left out. */
  public CapabilityBuilder sizes(List<Size> known) {
    sizes.addAll(known);
    return this;
  }

  public CapabilityBuilder pixels(PixelRange range) {
    pixels = Optional.of(range);
    return this;
  }

  /** Results per task. */
  public CapabilityBuilder count(int most) {
    maxCount = most;
    return this;
  }

  public CapabilityBuilder references(References rule) {
    references = rule;
    return this;
  }

  /** References and results together. */
  public CapabilityBuilder total(int most) {
    maxTotal = Optional.of(most);
    return this;
  }

  public CapabilityBuilder seeds(SeedRange range) {
    seeds = Optional.of(range);
    return this;
  }

  public CapabilityBuilder formats(OutputFormat... some) {
    formats = Set.of(some);
    return this;
  }

  public CapabilityBuilder safetyChecker() {
    safetyChecker = true;
    return this;
  }

  public CapabilityBuilder webSearch() {
    webSearch = true;
    return this;
  }

  public CapabilityBuilder promptOptimization() {
    promptOptimization = true;
    return this;
  }

  public CapabilityBuilder price(PriceRow row) {
    price = row;
    return this;
  }

  /**
   * Marks what the source does not state.
   *
   * @param fields by their names in {@code GET /v1/models}, separated by spaces
   * @param from where it was taken from instead
   */
  public CapabilityBuilder inferred(String fields, String from) {
    Stream.of(fields.split(" ", -1)).forEach(field -> inferred.put(field, from));
    return this;
  }

  /**
   * Marks fields that nobody states.
   *
   * @param fields by their names in {@code GET /v1/models}, separated by spaces
   */
  public CapabilityBuilder unknown(String fields) {
    unknown.addAll(List.of(fields.split(" ", -1)));
    return this;
  }

  /**
   * Ends the row.
   *
   * @param source the provider's document
   * @param read when it was read, {@code 2026-11-20}
   */
  public Capability from(String source, String read) {
    return new Capability(
        model,
        providerModel,
        operations,
        media,
        new Shapes(ratios, resolutions, offeredSizes(), pixels),
        new Limits(promptLimit, maxCount, references, maxTotal),
        new Features(seeds, formats, safetyChecker, webSearch, promptOptimization),
        price,
        new Provenance(source, LocalDate.parse(read), inferred, unknown));
  }

  private List<Size> offeredSizes() {
    return sizes.stream()
        .filter(size -> ratios.contains(size.ratio()))
        .filter(size -> resolutions.contains(size.resolution()))
        .toList();
  }
}
