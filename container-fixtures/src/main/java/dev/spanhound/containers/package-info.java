// SPDX-License-Identifier: Apache-2.0
/** Wires containers under test to the backend. Empty so far; see the limits in the README. */
@NullMarked
package dev.spanhound.containers;

import org.jspecify.annotations.NullMarked;
