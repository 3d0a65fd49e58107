// SPDX-License-Identifier: Apache-2.0
/** A Collector's configuration as it is written: YAML with the place of everything. Knows no processor. */
@NullMarked
package dev.spanhound.collector.config;

import org.jspecify.annotations.NullMarked;
