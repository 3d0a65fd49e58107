// SPDX-License-Identifier: Apache-2.0
/** What Go's standard library makes of texts and numbers, where it decides what the Collector does. Knows nothing else. */
@NullMarked
package dev.spanhound.collector.go;

import org.jspecify.annotations.NullMarked;
