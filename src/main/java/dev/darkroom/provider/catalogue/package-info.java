/**
 * The catalogue of capabilities: what each model can do with each provider, as data.
 *
 * <p>A provider folder writes its rows with a {@link
 * dev.darkroom.provider.catalogue.CapabilityBuilder}. Routing, settlement and {@code GET
 * /v1/models} read {@link dev.darkroom.provider.catalogue.Capability} and nothing else.
 */
@NullMarked
package dev.darkroom.provider.catalogue;

import org.jspecify.annotations.NullMarked;
