// SPDX-License-Identifier: Apache-2.0
/** The query API: traces given back as JSON. Knows no receiver. */
@NullMarked
package dev.spanhound.backend.query;

import org.jspecify.annotations.NullMarked;
