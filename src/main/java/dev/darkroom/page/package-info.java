/**
 * The contact sheet: a page for people on the public API.
 *
 * <p>In: the name of a file. Out: its bytes. The page itself is in {@code src/main/resources/page}.
 * It runs in the browser, and uses no route that other callers do not have.
 */
@NullMarked
package dev.darkroom.page;

import org.jspecify.annotations.NullMarked;
