// SPDX-License-Identifier: Apache-2.0
/** The JUnit extension: {@link dev.spanhound.junit.TraceTest} gives each test a trace of its own and waits for it. */
@NullMarked
package dev.spanhound.junit;

import org.jspecify.annotations.NullMarked;
