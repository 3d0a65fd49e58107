// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has no MockWebServer, or only one of them, compiles and runs all that does not need it. */
class WithoutOkHttpTest {
    private static final String PLAIN = """
            import static dev.spanhound.assertions.TraceAssertions.assertThat;
            import static dev.spanhound.assertions.TraceAssertions.assertThatHeaders;
            import static dev.spanhound.assertions.TraceAssertions.then;

            import dev.spanhound.trace.Trace;
            import dev.spanhound.trace.propagation.HeaderLines;
            import java.util.List;
            import java.util.Map;

            public class Plain implements Runnable {
                public void run() {
                    assertThat("text").isNotEmpty();
                    assertThat(Map.of("a", "1")).containsKey("a");
                    assertThat(List.of(1)).hasSize(1);
                    assertThat(HeaderLines.of("b3", "0")).hasB3Single().notSampled();
                    assertThatHeaders(Map.of("b3", List.of("0"))).hasB3Single();
                    assertThatHeaders(List.of(Map.entry("b3", "0"))).hasTraceContextOnlyIn(
                            dev.spanhound.trace.propagation.PropagationFormat.B3_SINGLE);
                    then(1).isEqualTo(1);
                    assertThat((Trace) null).isNull();
                }
            }
            """;

    private static final String RECORDED = """
            import static dev.spanhound.assertions.okhttp.MockWebServerAssertions.assertThat;

            import okhttp3.mockwebserver.RecordedRequest;

            public class Recorded implements Runnable {
                public void run() {
                    assertThat((RecordedRequest) null).isNull();
                    assertThat("text").isNotEmpty();
                }
            }
            """;

    @TempDir
    private Path classes;

    private static List<String> classpathWithout(String... libraries) {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(all.split(File.pathSeparator))
                .filter(entry -> Stream.of(libraries)
                        .noneMatch(library ->
                                entry.replace(File.separatorChar, '/').contains("/" + library + "/")))
                .toList();
    }

    /** Returns what the compiler says; empty if all is well. */
    private String compile(String name, String source, List<String> classpath) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-cp",
                                String.join(File.pathSeparator, classpath),
                                "-d",
                                classes.toString()),
                        null,
                        List.of(
                                new SimpleJavaFileObject(
                                        URI.create("string:///" + name + ".java"), SimpleJavaFileObject.Kind.SOURCE) {
                                    @Override
                                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                                        return source;
                                    }
                                }))
                .call();
        return compiled ? "" : messages.toString();
    }

    private void run(String name, List<String> classpath) throws ReflectiveOperationException, IOException {
        List<URL> urls = new ArrayList<>(List.of(url(classes.toString())));
        for (String entry : classpath) {
            urls.add(url(entry));
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            ((Runnable) loader.loadClass(name).getDeclaredConstructor().newInstance()).run();
        }
    }

    private static URL url(String path) throws MalformedURLException {
        return Path.of(path).toUri().toURL();
    }

    @Test
    void compilesAndRunsWithNone() throws Exception {
        List<String> classpath = classpathWithout("okhttp3", "okio", "kotlin");
        assertThat(compile("Plain", PLAIN, classpath)).isEmpty();
        run("Plain", classpath);
        assertThat(compile("Recorded", RECORDED, classpath)).contains("package okhttp3.mockwebserver does not exist");
    }

    @Test
    void compilesAndRunsWithTheClassicOneAlone() throws Exception {
        List<String> classpath = classpathWithout("mockwebserver3");
        assertThat(compile("Plain", PLAIN, classpath)).isEmpty();
        assertThat(compile("Recorded", RECORDED, classpath)).isEmpty();
        run("Plain", classpath);
        run("Recorded", classpath);
    }

    @Test
    void leavesTheLibrariesOutOfTheReducedClasspath() {
        assertThat(classpathWithout("mockwebserver3")).noneMatch(entry -> entry.contains("mockwebserver3"));
        assertThat(classpathWithout("okhttp3", "okio", "kotlin"))
                .isNotEmpty()
                .noneMatch(entry -> entry.contains("okhttp") || entry.contains("mockwebserver"))
                .anyMatch(entry -> Files.isDirectory(Path.of(entry)));
    }
}
