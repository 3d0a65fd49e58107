// SPDX-License-Identifier: Apache-2.0
/** The engine: one port, HTTP/1.1 and HTTP/2 on it. Knows sockets and HTTP, and nothing of spans. */
@NullMarked
package dev.spanhound.backend.server;

import org.jspecify.annotations.NullMarked;
