// SPDX-License-Identifier: Apache-2.0
/** The in-memory trace backend: receivers on one port, a bounded store, and a way in without a network. */
@NullMarked
package dev.spanhound.backend;

import org.jspecify.annotations.NullMarked;
