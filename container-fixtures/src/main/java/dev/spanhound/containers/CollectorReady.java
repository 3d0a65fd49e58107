// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.LogMessageWaitStrategy;

/** Waits until a Collector runs its pipelines, or has said why it does not. */
final class CollectorReady extends LogMessageWaitStrategy {
    private static final String READY = "Everything is ready";
    private static final String ERROR = "Error: ";
    private static final int SECONDS_TO_END = 10;

    CollectorReady() {
        withRegEx("(?s)(" + ERROR + "|.*" + READY + ").*");
    }

    @Override
    protected void waitUntilReady() {
        super.waitUntilReady();
        if (!waitStrategyTarget.getLogs().contains(READY)) {
            awaitEnd();
            throw new ContainerLaunchException("the Collector ended");
        }
    }

    /** What it says has several lines, and is its last words. */
    private void awaitEnd() {
        try (WaitContainerResultCallback end = waitStrategyTarget
                .getDockerClient()
                .waitContainerCmd(waitStrategyTarget.getContainerId())
                .exec(new WaitContainerResultCallback())) {
            end.awaitStatusCode(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (IOException | RuntimeException e) {
            return; // what it has said by now has to do
        }
    }

    /** Returns what a Collector that was not started said of itself, if it was that which kept it from starting. */
    static Optional<String> refusal(String log, List<String> configurations) {
        int error = log.lastIndexOf(ERROR);
        if (error < 0 || log.contains(READY)) {
            return Optional.empty();
        }
        String said = log.substring(error + ERROR.length())
                .lines()
                .takeWhile(line -> !line.startsWith("Usage:"))
                .filter(line -> !line.isBlank())
                .map(line -> "  " + line.stripTrailing())
                .collect(Collectors.joining("\n"));
        return Optional.of("expected the Collector to start, but it ended:\n\n" + said + "\n\n  its configuration: "
                + String.join("\n    then ", configurations));
    }
}
