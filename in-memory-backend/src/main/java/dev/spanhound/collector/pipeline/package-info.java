// SPDX-License-Identifier: Apache-2.0
/** What the processors of a pipeline have in common. */
@NullMarked
package dev.spanhound.collector.pipeline;

import org.jspecify.annotations.NullMarked;
