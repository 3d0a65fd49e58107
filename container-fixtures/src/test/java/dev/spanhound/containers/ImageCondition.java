// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;
import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Judges {@link NeedsImage}, each image once. */
final class ImageCondition implements ExecutionCondition {
    private static final Map<String, Optional<String>> PROBLEMS = new ConcurrentHashMap<>();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> image =
                findAnnotation(context.getElement(), NeedsImage.class).map(NeedsImage::value);
        if (image.isEmpty() || !DockerClientFactory.instance().isDockerAvailable()) {
            return enabled("no image is asked for, or there is no Docker, which Testcontainers says");
        }
        return PROBLEMS.computeIfAbsent(image.get(), ImageCondition::problem)
                .map(problem -> disabled("image " + image.get() + " is not there and cannot be pulled (" + problem
                        + "): container-fixtures/src/test/images/up builds those of free software"))
                .orElseGet(() -> enabled("image " + image.get() + " is there"));
    }

    private static Optional<String> problem(String image) {
        DockerClient client = DockerClientFactory.instance().client();
        try {
            client.inspectImageCmd(image).exec();
            return Optional.empty();
        } catch (NotFoundException e) {
            return pull(client, image);
        }
    }

    private static Optional<String> pull(DockerClient client, String image) {
        try {
            client.pullImageCmd(image).exec(new PullImageResultCallback()).awaitCompletion();
            return Optional.empty();
        } catch (DockerException e) {
            return Optional.of(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("no message"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
