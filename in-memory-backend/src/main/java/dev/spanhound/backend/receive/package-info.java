// SPDX-License-Identifier: Apache-2.0
/** Receivers, one class for each protocol: a request in, spans out, the right answer back. Know no store and no query. */
@NullMarked
package dev.spanhound.backend.receive;

import org.jspecify.annotations.NullMarked;
