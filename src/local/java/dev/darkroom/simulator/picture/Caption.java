package dev.darkroom.simulator.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The prompt at the foot of a picture, in letters of five by seven dots: a machine without fonts
 * writes it too, and every machine the same. What is no printable ASCII is a dot in the middle.
 *
 * @param lines as many as there is room for
 */
record Caption(List<String> lines) {
  private static final int LETTERS_A_LINE = 44;
  private static final int MOST_LINES = 3;
  private static final int WIDE = 6;
  private static final int HIGH = 10;

  /** Five columns for each letter from the blank to the tilde; the lowest bit is on top. */
  private static final String DOTS =
      "0000000000"
          + "00005F0000"
          + "0007000700"
          + "147F147F14"
          + "242A7F2A12"
          + "2313086462"
          + "3649562050"
          + "0000050300"
          + "001C224100"
          + "0041221C00"
          + "2A1C7F1C2A"
          + "08083E0808"
          + "0050300000"
          + "0808080808"
          + "0060600000"
          + "2010080402"
          + "3E5149453E"
          + "00427F4000"
          + "4261514946"
          + "2141454B31"
          + "1814127F10"
          + "2745454539"
          + "3C4A494930"
          + "0171090503"
          + "3649494936"
          + "064949291E"
          + "0036360000"
          + "0056360000"
          + "0814224100"
          + "1414141414"
          + "0041221408"
          + "0201510906"
          + "324979413E"
          + "7E1111117E"
          + "7F49494936"
          + "3E41414122"
          + "7F4141221C"
          + "7F49494941"
          + "7F09090101"
          + "3E41415132"
          + "7F0808087F"
          + "00417F4100"
          + "2040413F01"
          + "7F08142241"
          + "7F40404040"
          + "7F0204027F"
          + "7F0408107F"
          + "3E4141413E"
          + "7F09090906"
          + "3E4151215E"
          + "7F09192946"
          + "4649494931"
          + "01017F0101"
          + "3F4040403F"
          + "1F2040201F"
          + "7F2018207F"
          + "6314081463"
          + "0304780403"
          + "6151494543"
          + "007F414100"
          + "0204081020"
          + "0041417F00"
          + "0402010204"
          + "4040404040"
          + "0001020400"
          + "2054545478"
          + "7F48444438"
          + "3844444420"
          + "384444487F"
          + "3854545418"
          + "087E090102"
          + "085454543C"
          + "7F08040478"
          + "00447D4000"
          + "2040443D00"
          + "7F10284400"
          + "00417F4000"
          + "7C04180478"
          + "7C08040478"
          + "3844444438"
          + "7C14141408"
          + "081414187C"
          + "7C08040408"
          + "4854545420"
          + "043F444020"
          + "3C4040207C"
          + "1C2040201C"
          + "3C4030403C"
          + "4428102844"
          + "0C5050503C"
          + "4464544C44"
          + "0008364100"
          + "00007F0000"
          + "0041360800"
          + "0804081008";

  Caption {
    lines = List.copyOf(lines);
  }

  /** Of a prompt, without the faults that it asks for. */
  static Caption of(String prompt) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : prompt.replaceAll("@fault:\\S*", "").strip().split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > LETTERS_A_LINE) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return new Caption(
        lines.stream()
            .limit(MOST_LINES)
            .map(one -> one.substring(0, Math.min(one.length(), LETTERS_A_LINE)))
            .toList());
  }

  /** Writes it over the lowest part of a picture of that size. */
  void paint(Graphics2D canvas, int width, int height) {
    double dot = Math.min(width / (WIDE * (LETTERS_A_LINE + 2.0)), height / 60.0);
    double top = height - dot * HIGH * (lines.size() + 0.6);
    canvas.setColor(new Color(10, 12, 20, 120));
    canvas.fill(new Rectangle2D.Double(0, top - dot * 3, width, height - top + dot * 3));
    canvas.setColor(new Color(255, 255, 255, 225));
    for (int row = 0; row < lines.size(); row++) {
      for (int at = 0; at < lines.get(row).length(); at++) {
        letter(
            canvas, lines.get(row).charAt(at), WIDE * dot * (at + 1), top + HIGH * dot * row, dot);
      }
    }
  }

  private static void letter(Graphics2D canvas, char letter, double x, double y, double dot) {
    for (int column = 0; column < WIDE - 1; column++) {
      int dots = dots(letter, column);
      for (int row = 0; row < 7; row++) {
        if ((dots >> row & 1) == 1) {
          canvas.fill(new Rectangle2D.Double(x + column * dot, y + row * dot, dot, dot));
        }
      }
    }
  }

  private static int dots(char letter, int column) {
    if (letter < ' ' || letter > '~') {
      return column == 2 ? 0x08 : 0;
    }
    int at = (letter - ' ') * 10 + column * 2;
    return Integer.parseInt(DOTS, at, at + 2, 16);
  }
}
