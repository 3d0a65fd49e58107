// SPDX-License-Identifier: Apache-2.0
/** Load that costs its sender next to nothing: requests encoded once, IDs overwritten in place, plain sockets. */
@NullMarked
package dev.spanhound.benchmarks.load;

import org.jspecify.annotations.NullMarked;
