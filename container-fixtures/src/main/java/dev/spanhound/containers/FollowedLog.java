// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The standard output of a container, followed until it has what is waited for. */
final class FollowedLog extends ResultCallback.Adapter<Frame> {
    private final Predicate<? super String> condition;
    private final CountDownLatch left;
    private final List<String> lines = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private FollowedLog(int number, Predicate<? super String> condition) {
        this.left = new CountDownLatch(number);
        this.condition = condition;
    }

    /** Returns the lines that satisfy the condition, once there are so many of them, or time is over. */
    static List<String> awaitLines(
            DockerClient docker,
            String containerId,
            int number,
            Predicate<? super String> condition,
            Duration timeout) {
        try (FollowedLog log = docker.logContainerCmd(containerId)
                .withFollowStream(true)
                .withStdOut(true)
                .exec(new FollowedLog(number, condition))) {
            log.left.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return log.lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** A frame is whatever was written at once: several lines, or a part of one. */
    @Override
    public synchronized void onNext(Frame frame) {
        for (byte each : frame.getPayload()) {
            if (each == '\n') {
                add(line.toString(StandardCharsets.UTF_8).strip());
                line.reset();
            } else {
                line.write(each);
            }
        }
    }

    private void add(String complete) {
        if (!complete.isEmpty() && condition.test(complete)) {
            lines.add(complete);
            left.countDown();
        }
    }
}
