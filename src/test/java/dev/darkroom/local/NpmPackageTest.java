package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.testing.CodeBlock;
import dev.darkroom.testing.tools.NodeFolder;
import dev.darkroom.testing.tools.NpmPackage;
import dev.darkroom.testing.tools.OpenApiTools;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package of npm as its users have it: packed, installed into an empty folder, compiled with
 * {@code strict}, and used against local mode. Where npm is not there it is skipped, and says so.
 */
@QuarkusTest
@QuarkusTestResource(value = LocalWorld.class, restrictToAnnotatedClass = true)
class NpmPackageTest extends LocalModeFixture {
  private static final Path PROGRAMS = Path.of("src/test/npm");
  private static final String DOCUMENTED = "http://localhost:8080";

  @Test
  void itsCallersGetTheirPicturesAndPayForNoneTwice() {
    var callers = NpmPackage.installed(PROGRAMS, "npm-callers");
    NpmPackage.compile(callers.folder());

    callers.run("node", "out/unit.js").succeeded();
    callers.run("node", "out/local.js", Caller.address()).succeeded();
    MovableClock.advance(Duration.ofMinutes(3)); // the sweep makes a lost callback good
    var resumed = callers.run("node", "out/resumed.js", Caller.address()).succeeded();

    var seen = OpenApiTools.json(resumed);
    assertThat(seen.path("timeout").asInt()).isEqualTo(1);
    assertThat(seen.path("aborted").asInt()).isEqualTo(1);
    for (var id :
        List.of("picture", "elsewhere", "lost", "taken", "failed", "timeout", "aborted")) {
      assertThat(paid("npm-" + id)).as(id).isEqualTo(1);
    }
    assertThat(LocalWorld.simulator().accepted("[npm-busy]")).isEqualTo(1);
    assertThat(paid("npm-refused")).isZero();
  }

  /** The same program in both documents, compiled for Node.js and for browsers. */
  @Test
  void theDocumentedProgramMakesAPicture() throws IOException {
    var program =
        CodeBlock.all().stream()
            .filter(block -> block.isIn("clients.md") && block.language().equals("ts"))
            .map(CodeBlock::text)
            .toList();
    assertThat(program).hasSize(1);
    assertThat(Path.of("src/npm/README.md")).content().contains(program.getFirst());
    var callers = NpmPackage.installed(PROGRAMS, "npm-documented");
    var text = program.getFirst().replace(DOCUMENTED, Caller.address());
    Files.writeString(callers.folder().resolve("documented.ts"), text);

    compileOnly(callers, "{\"extends\": \"./tsconfig.json\", \"include\": [\"documented.ts\"]}");
    var ended = callers.run("node", "out/documented.js").succeeded();
    compileOnly(
        callers,
        """
        {"extends": "./tsconfig.json", "include": ["documented.ts"],
         "compilerOptions": {"types": [], "lib": ["es2022", "dom"], "moduleResolution": "bundler", "module": "esnext"}}""");

    assertThat(ended.output()).startsWith("http");
  }

  /** It has its types and its licence's name, and needs no other package. */
  @Test
  void thePackageHasWhatItPromises() throws IOException {
    var callers = NpmPackage.installed(PROGRAMS, "npm-listed");
    var installed = callers.folder().resolve("node_modules");

    try (var packages = Files.list(installed)) {
      assertThat(packages.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(NpmPackage.NAME, ".package-lock.json");
    }
    var manifest =
        new JsonMapper().readTree(installed.resolve(NpmPackage.NAME + "/package.json").toFile());
    assertThat(manifest.path("version").asText()).isEqualTo(NpmPackage.version());
    assertThat(manifest.has("dependencies")).isFalse();
    assertThat(manifest.at("/exports/./types").asText()).endsWith(".d.ts");
  }

  /** What .ci/npm makes of it: the package under the name that a copy of this project owns. */
  @Test
  void aCopyOfThisProjectPublishesItUnderItsOwnName(@TempDir Path folder) throws IOException {
    var archive = NpmPackage.packed();
    var out = folder.resolve("named");
    var project = new NodeFolder(Path.of(""), Path.of("").toAbsolutePath());

    project.run(named("v" + NpmPackage.version(), archive, out)).succeeded();
    var another = project.run(named("v99.0.0", archive, folder.resolve("another")));

    var manifest = new JsonMapper().readTree(out.resolve("package.json").toFile());
    assertThat(manifest.path("name").asText()).isEqualTo("@example/darkroom");
    assertThat(manifest.at("/repository/url").asText())
        .isEqualTo("git+https://github.com/example/darkroom.git");
    assertThat(out.resolve("README.md")).content().contains("from \"@example/darkroom\"");
    assertThat(out.resolve("dist/index.d.ts")).exists();
    assertThat(another.exit()).isEqualTo(1);
    assertThat(another.log()).contains("the tag says 99.0.0, and the package says");
  }

  private static String[] named(String tag, Path archive, Path out) {
    return new String[] {
      ".ci/npm", tag, archive.toString(), "@example/darkroom", "example/darkroom", out.toString()
    };
  }

  private static void compileOnly(NodeFolder callers, String configuration) throws IOException {
    Files.writeString(callers.folder().resolve("documented.json"), configuration);
    OpenApiTools.runNode("tsc", "--project", callers.folder().resolve("documented.json").toString())
        .succeeded();
  }
}
