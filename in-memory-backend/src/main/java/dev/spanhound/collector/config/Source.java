// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A text of a configuration.
 *
 * @param name what messages call it, as the user named it
 * @param text YAML
 * @param folder where it lies; null if it is not a file
 */
public record Source(String name, String text, @Nullable Path folder) {}
