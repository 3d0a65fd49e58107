// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration may refer to.
 *
 * @param environment value of a variable, if it is set
 * @param baseDirectory where relative files are looked for; null for the working directory, as the Collector does, and
 *     then beside the configuration, whose folder stands in for production's working directory
 */
public record Surroundings(
        Function<String, Optional<String>> environment,
        @Nullable Path baseDirectory) {}
