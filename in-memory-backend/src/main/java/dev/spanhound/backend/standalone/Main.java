// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.standalone;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The backend as a program: {@code java -jar spanhound-backend-standalone.jar serve --port 4318}.
 *
 * <p>Exit codes: 0 after {@code --help}, {@code --version}, and when a running server gets SIGTERM or SIGINT; 1 if a port
 * cannot be bound; 2 for options that cannot be understood.
 */
@Command(
        name = "spanhound",
        description = "An in-memory backend and tail-sampling collector for distributed traces, to test with.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {ServeCommand.class, DecideCommand.class})
public final class Main {
    private Main() {}

    /** Runs the program, and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine(
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .execute(arguments));
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Main()).setOut(out).setErr(err);
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"spanhound " + (version == null ? "unreleased" : version)};
        }
    }
}
