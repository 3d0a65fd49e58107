// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.containers;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.testcontainers.DockerClientFactory;

/** A test that is skipped, and says so, if Docker neither has this image nor can pull it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsImage.Condition.class)
@interface NeedsImage {

    /** Name of the image, with its tag. */
    String value();

    /** Looks for the image. */
    final class Condition implements ExecutionCondition {
        private static final int SECONDS_TO_PULL = 300;

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getTestClass()
                    .flatMap(type -> AnnotationSupport.findAnnotation(type, NeedsImage.class))
                    .map(annotation -> evaluate(annotation.value()))
                    .orElseGet(() -> enabled("no image is needed"));
        }

        private static ConditionEvaluationResult evaluate(String image) {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return disabled("there is no Docker");
            }
            DockerClient docker = DockerClientFactory.instance().client();
            try {
                docker.inspectImageCmd(image).exec();
                return enabled("image " + image + " is there");
            } catch (NotFoundException e) {
                return pull(image, docker);
            }
        }

        private static ConditionEvaluationResult pull(String image, DockerClient docker) {
            try {
                boolean pulled = docker.pullImageCmd(image).start().awaitCompletion(SECONDS_TO_PULL, TimeUnit.SECONDS);
                return pulled
                        ? enabled("image " + image + " was pulled")
                        : disabled("image " + image + " takes too long to pull");
            } catch (DockerException e) {
                return disabled("image " + image + " is not there and cannot be pulled");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return disabled("interrupted");
            }
        }
    }
}
