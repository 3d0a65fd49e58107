// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.StatusData;
import org.jspecify.annotations.Nullable;

/** The tags that tell a span's status: OpenTelemetry's {@code otel.status_*} and Zipkin's {@code error}. */
final class StatusTags {
    private static final String CODE = "otel.status_code";

    private StatusTags() {}

    static StatusData take(Tags tags) {
        StatusCode code = code(tags.get(CODE));
        String description = "";
        if (code != null) {
            tags.take(CODE);
            String given = tags.take("otel.status_description");
            description = given == null ? "" : given;
        }
        String error = tags.take("error");
        if (error != null) {
            boolean flagOnly = error.isEmpty() || error.equals("true");
            return StatusData.create(StatusCode.ERROR, description.isEmpty() && !flagOnly ? error : description);
        }
        return code == null ? StatusData.unset() : StatusData.create(code, description);
    }

    private static @Nullable StatusCode code(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "STATUS_CODE_UNSET", "UNSET" -> StatusCode.UNSET;
            case "STATUS_CODE_OK", "OK", "Ok" -> StatusCode.OK;
            case "STATUS_CODE_ERROR", "ERROR", "Error" -> StatusCode.ERROR;
            default -> null;
        };
    }
}
