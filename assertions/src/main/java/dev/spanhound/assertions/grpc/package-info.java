// SPDX-License-Identifier: Apache-2.0
/** What gRPC calls carried. For users who have {@code io.grpc:grpc-api}, which is optional. */
@NullMarked
package dev.spanhound.assertions.grpc;

import org.jspecify.annotations.NullMarked;
