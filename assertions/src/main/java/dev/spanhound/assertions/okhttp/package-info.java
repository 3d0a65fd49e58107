// SPDX-License-Identifier: Apache-2.0
/**
 * Assertions on requests that okhttp's MockWebServer recorded, in classes of their own: who has no MockWebServer, or the other
 * one, never loads them.
 */
@NullMarked
package dev.spanhound.assertions.okhttp;

import org.jspecify.annotations.NullMarked;
