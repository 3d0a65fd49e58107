// SPDX-License-Identifier: Apache-2.0
/** Traces read from files that others recorded. Knows the codecs, and nothing of transport, store or sampling. */
@NullMarked
package dev.spanhound.backend.recorded;

import org.jspecify.annotations.NullMarked;
