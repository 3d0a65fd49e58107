// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.standalone;

import dev.spanhound.backend.recorded.RecordedTraces;
import dev.spanhound.backend.recorded.RecordingException;
import dev.spanhound.collector.CollectorConfig;
import dev.spanhound.collector.TraceCollector;
import dev.spanhound.collector.config.ConfigException;
import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.Decisions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Decides on recorded traces as a Collector with this configuration would: one line of {@linkplain DecisionJson JSON} for
 * each trace, and a summary on standard error.
 */
@Command(
        name = "decide",
        description = {
            "Tells what a Collector with this configuration would have kept of recorded traces.",
            "Prints one line of JSON for each trace, and a summary on standard error.",
            "Exit code 2 for a configuration that cannot be used, 1 for traces that cannot be read."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false)
final class DecideCommand implements Callable<Integer> {
    private static final int MOST_DECISIONS = 10_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--config",
            paramLabel = "YAML",
            required = true,
            description = "The Collector's configuration; several are merged as the Collector merges them.")
    private List<String> configuration = List.of();

    @Option(
            names = "--ignoring",
            paramLabel = "PROCESSOR",
            description = "A processor to leave out, such as transform; may be repeated.")
    private List<String> ignored = List.of();

    @Option(names = "--strict", description = "Warn of what the Collector accepts, but may not do what it seems to.")
    private boolean strict;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Traces as OTLP JSON, a document or one on each line, Zipkin or Jaeger JSON; - for standard input.")
    private List<String> files = List.of();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        CollectorConfig config;
        try {
            config = config();
        } catch (ConfigException e) {
            err.println(e.getMessage());
            return 2;
        }
        config.warnings().forEach(warning -> err.println("warning: " + warning));
        try (TraceCollector collector = TraceCollector.builder()
                .config(config)
                .rememberingDecisions(MOST_DECISIONS)
                .rememberingExported(0)
                .build()) {
            for (String file : files) {
                recorded(file).forEachRequest(collector::receiveRecorded);
            }
            collector.decide();
            print(collector.decisions());
            return 0;
        } catch (RecordingException e) {
            err.println("spanhound: " + e.getMessage());
            return 1;
        }
    }

    private CollectorConfig config() {
        CollectorConfig.Builder builder = CollectorConfig.builder().ignoring(ignored.toArray(new String[0]));
        return (strict ? builder.strict() : builder).load(configuration.toArray(new String[0]));
    }

    private static RecordedTraces recorded(String file) {
        return file.equals("-") ? RecordedTraces.in("standard input", System.in) : RecordedTraces.in(Path.of(file));
    }

    private void print(Decisions decisions) {
        PrintWriter out = spec.commandLine().getOut();
        for (Decision decision : decisions) {
            out.println(DecisionJson.line(decision));
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(decisions.size() + " traces: "
                + decisions.byOutcome().entrySet().stream()
                        .map(total -> total.getValue() + " " + total.getKey().words())
                        .collect(Collectors.joining(", ")));
        decisions.byPolicy().forEach((policy, traces) -> err.println("  by " + policy + ": " + traces));
        err.println("spans kept: " + decisions.spansKept() + " of " + decisions.spans());
    }
}
