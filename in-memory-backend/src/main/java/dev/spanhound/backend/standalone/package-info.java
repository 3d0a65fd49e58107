// SPDX-License-Identifier: Apache-2.0
/** The backend as a program of its own. */
@NullMarked
package dev.spanhound.backend.standalone;

import org.jspecify.annotations.NullMarked;
