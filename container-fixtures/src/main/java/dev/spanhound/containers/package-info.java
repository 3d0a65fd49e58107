// SPDX-License-Identifier: Apache-2.0
/** Wires containers under test to a backend, and finds out why their spans do not come. */
@NullMarked
package dev.spanhound.containers;

import org.jspecify.annotations.NullMarked;
