package dev.darkroom.provider.modellix;

import java.util.regex.Pattern;

/**
 * The path of a model's create call.
 *
 * @param template a path with {@code {model}} once, and {@code {vendor}} at most once
 */
record ModellixPath(String template) {
  private static final String VARIABLE = "DARKROOM_PROVIDER_MODELLIX_PATH_TEMPLATE";

  /** All models in the table are of one maker. */
  private static final String VENDOR = "bytedance";

  private static final Pattern FORM =
      Pattern.compile(
          "(?!.*\\{model}.*\\{model})(?!.*\\{vendor}.*\\{vendor})(?=.*\\{model})"
              + "(/(?!\\.+(/|$))([A-Za-z0-9._~-]|\\{model}|\\{vendor})+)+");

  ModellixPath {
    if (!FORM.matcher(template).matches()) {
      throw new IllegalArgumentException(
          VARIABLE
              + " must be a path such as /api/v1/{vendor}/{model}/async, with {model} once, at most"
              + " one {vendor} and no other braces, but is: "
              + template);
    }
  }

  /**
   * The path of this model, without the leading slash.
   *
   * @param model by Modellix's name
   */
  String of(String model) {
    return template.substring(1).replace("{vendor}", VENDOR).replace("{model}", model);
  }
}
