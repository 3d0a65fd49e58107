// SPDX-License-Identifier: Apache-2.0
/** An OpenTelemetry Collector's trace pipelines inside the test. Knows no receiver, no wire format and no network. */
@NullMarked
package dev.spanhound.collector;

import org.jspecify.annotations.NullMarked;
