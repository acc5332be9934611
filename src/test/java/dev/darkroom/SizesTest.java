package dev.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Holds types and methods to the sizes that a reader can take in. */
class SizesTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final int MAX_CLASS = 250;
  private static final int MAX_METHOD = 35;
  private static final int MAX_COMPONENTS = 9;

  @Test
  void noFileClassOrMethodIsTooLongAndNoRecordTooWide() throws IOException {
    var found = new ArrayList<String>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null);
        var paths = Files.walk(SOURCES)) {
      var sources = paths.filter(path -> path.toString().endsWith(".java")).toList();
      var task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      var positions = Trees.instance(task).getSourcePositions();
      for (var unit : task.parse()) {
        new Sizes(unit, positions, found).scan(unit, null);
      }
      assertThat(sources).hasSizeGreaterThan(300);
    }
    assertThat(found).isEmpty();
  }

  /** Collects what is too large in one file. */
  @SuppressWarnings("VoidUsed") // the scanner's way of having no argument
  private static final class Sizes extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final LineMap lines;
    private final List<String> found;

    Sizes(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
      this.unit = unit;
      this.positions = positions;
      this.lines = unit.getLineMap();
      this.found = found;
    }

    @Override
    public Void visitCompilationUnit(CompilationUnitTree tree, Void nothing) {
      long length = lines.getLineNumber(positions.getEndPosition(unit, tree) - 1);
      if (length > MAX_CLASS) {
        found.add(name() + " has " + length + " lines");
      }
      return super.visitCompilationUnit(tree, nothing);
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (type.getKind() == Tree.Kind.RECORD && !isOfTheWire(type)) {
        long wide = type.getMembers().stream().filter(Sizes::isComponent).count();
        if (wide > MAX_COMPONENTS) {
          found.add(name() + ": " + type.getSimpleName() + " has " + wide + " components");
        }
      }
      return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      long length = line(positions.getEndPosition(unit, method)) - bodyStart(method) + 1;
      if (method.getBody() != null && length > MAX_METHOD) {
        found.add(name() + ": " + method.getName() + " has " + length + " lines");
      }
      return super.visitMethod(method, nothing);
    }

    /** The JSON of one counterpart, and the answers that callers get. */
    private boolean isOfTheWire(ClassTree type) {
      return name().contains("Wire")
          || type.getSimpleName().toString().contains("Wire")
          || type.getSimpleName().toString().endsWith("Answer")
          || String.valueOf(unit.getPackageName()).equals("dev.darkroom.answer");
    }

    private static boolean isComponent(Tree member) {
      return member instanceof VariableTree field
          && !field.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    private long bodyStart(MethodTree method) {
      return line(positions.getStartPosition(unit, method));
    }

    private long line(long position) {
      return lines.getLineNumber(Math.max(0, position));
    }

    private String name() {
      return Path.of(unit.getSourceFile().getName()).getFileName().toString();
    }
  }
}
