// SPDX-License-Identifier: Apache-2.0
/** The shop's services in Java that run in containers; those in other languages are in {@code examples/containers}. */
@NullMarked
package dev.spanhound.examples.containers;

import org.jspecify.annotations.NullMarked;
