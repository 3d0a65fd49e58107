// SPDX-License-Identifier: Apache-2.0
/** The bounded store of received spans, grouped by trace. Knows neither HTTP nor JSON. */
@NullMarked
package dev.spanhound.backend.store;

import org.jspecify.annotations.NullMarked;
