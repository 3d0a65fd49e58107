// SPDX-License-Identifier: Apache-2.0
/** The test classes that are run, each in a JVM of its own, and the program that runs one. */
@NullMarked
package dev.spanhound.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
