// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tags that OpenTelemetry's semantic conventions name for a resource. Zipkin has no resource to send them in. */
final class ResourceTags {
    /** Lower-cased name that the Collector gives the service of a resource without {@code service.name}. */
    private static final String NO_SERVICE = "otlpresourcenoservicename";

    private static final Set<String> NAMES = Set.of(
            "service.name",
            "service.namespace",
            "service.version",
            "service.instance.id",
            "deployment.environment",
            "deployment.environment.name",
            "faas.name",
            "faas.version",
            "faas.instance",
            "faas.max_memory",
            "faas.id",
            "cloud.provider",
            "cloud.platform",
            "cloud.region",
            "cloud.availability_zone",
            "cloud.account.id",
            "cloud.resource_id");

    private static final List<String> PREFIXES = List.of(
            "telemetry.sdk.",
            "telemetry.distro.",
            "host.",
            "os.",
            "process.",
            "container.",
            "k8s.",
            "device.",
            "webengine.",
            "aws.ecs.",
            "aws.eks.",
            "aws.log.",
            "gcp.cloud_run.",
            "gcp.gce.",
            "heroku.");

    private ResourceTags() {}

    /** Takes the resource's tags. A tag {@code service.name} wins, because Zipkin lower-cases the endpoint's name. */
    static Resource take(Tags tags, @Nullable String localServiceName) {
        AttributesBuilder attributes = Attributes.builder();
        if (localServiceName != null && !localServiceName.equals(NO_SERVICE)) {
            attributes.put("service.name", localServiceName);
        }
        tags.takeAll(ResourceTags::isOfResource, attributes::put);
        return Resource.create(attributes.build());
    }

    private static boolean isOfResource(String key) {
        return NAMES.contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
    }
}
