package dev.darkroom.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.task.Refusal.Fault;
import java.util.List;

/**
 * A form of OpenAI's image edits, {@code multipart/form-data}.
 *
 * @param fields all that is no picture, as the JSON body that means the same
 * @param pictures as they came; nothing is known of them
 * @param faults empty: the form is complete
 */
public record ImageForm(ObjectNode fields, List<byte[]> pictures, List<Fault> faults) {
  public ImageForm {
    pictures = List.copyOf(pictures);
    faults = List.copyOf(faults);
  }

  /** The names of the parts that are pictures. */
  public static final String IMAGE = "image";

  /** Where a picture stands among those of the form, for faults. */
  public String place(int index) {
    return pictures.size() == 1 ? IMAGE : IMAGE + "[" + index + "]";
  }
}
