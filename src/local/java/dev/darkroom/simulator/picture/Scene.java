package dev.darkroom.simulator.picture;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Random;

/**
 * A landscape: a sky, a sun or a moon, hills one behind the other, and firs on the nearest.
 *
 * @param width in pixels
 * @param height in pixels
 * @param random decides about light and land
 */
record Scene(int width, int height, Random random) {
  private static final int HILLS = 4;
  private static final int STEPS = 48;
  private static final int FIRS = 14;

  /**
   * Paints it.
   *
   * @param drift how far the sun has gone, in parts of its own width
   */
  void paint(Graphics2D canvas, double drift) {
    float hue = random.nextFloat();
    boolean isNight = random.nextInt(4) == 0;
    var horizon = tone(hue + 0.08f, isNight ? 0.55f : 0.35f, isNight ? 0.5f : 1f);
    canvas.setPaint(
        new GradientPaint(
            0, 0, tone(hue, 0.6f, isNight ? 0.2f : 0.85f), 0, height * 0.7f, horizon));
    canvas.fillRect(0, 0, width, height);
    sun(canvas, drift);
    for (int hill = 0; hill < HILLS; hill++) {
      float near = (hill + 1f) / HILLS;
      canvas.setColor(
          tone(
              hue + 0.12f * near,
              0.3f + 0.35f * near,
              (isNight ? 0.42f : 0.85f) - (isNight ? 0.32f : 0.55f) * near));
      var ridge = new Ridge(height * (0.46 + 0.1 * hill), height * 0.07, random);
      canvas.fill(ridge.land(width, height));
      if (hill == HILLS - 1) {
        firs(canvas, ridge);
      }
    }
  }

  private void sun(Graphics2D canvas, double drift) {
    double across = Math.min(width, height) * random.nextDouble(0.12, 0.22);
    double x = width * random.nextDouble(0.15, 0.75) + drift * across;
    double y = height * random.nextDouble(0.12, 0.38);
    for (int halo = 3; halo >= 0; halo--) {
      double size = across * (1 + 0.45 * halo);
      canvas.setColor(new Color(255, 250, 225, halo == 0 ? 235 : 26));
      canvas.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
    }
  }

  private void firs(Graphics2D canvas, Ridge ridge) {
    for (int i = 0; i < FIRS; i++) {
      double x = width * random.nextDouble();
      double tall = height * random.nextDouble(0.05, 0.13);
      double foot = ridge.at(x / width) + height * 0.02;
      var fir = new Path2D.Double();
      fir.moveTo(x, foot - tall);
      fir.lineTo(x + tall * 0.22, foot);
      fir.lineTo(x - tall * 0.22, foot);
      fir.closePath();
      canvas.fill(fir);
    }
  }

  private static Color tone(float hue, float saturation, float brightness) {
    return Color.getHSBColor(hue, saturation, brightness);
  }

  /** The outline of a hill: three waves on top of each other. */
  private record Ridge(double level, double swing, double first, double second, double third) {
    Ridge(double level, double swing, Random random) {
      this(
          level,
          swing,
          random.nextDouble(2 * Math.PI),
          random.nextDouble(2 * Math.PI),
          random.nextDouble(2 * Math.PI));
    }

    /**
     * @param part of the width
     */
    double at(double part) {
      return level
          + swing
              * (Math.sin(4 * part + first)
                  + 0.5 * Math.sin(11 * part + second)
                  + 0.2 * Math.sin(29 * part + third));
    }

    Path2D land(int width, int height) {
      var land = new Path2D.Double();
      land.moveTo(0, height);
      for (int step = 0; step <= STEPS; step++) {
        double part = step / (double) STEPS;
        land.lineTo(part * width, at(part));
      }
      land.lineTo(width, height);
      land.closePath();
      return land;
    }
  }
}
