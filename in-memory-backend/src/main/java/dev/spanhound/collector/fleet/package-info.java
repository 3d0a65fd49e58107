// SPDX-License-Identifier: Apache-2.0
/** Several collectors behind a load balancer, which a trace's spans may or may not all reach one of. */
@NullMarked
package dev.spanhound.collector.fleet;

import org.jspecify.annotations.NullMarked;
