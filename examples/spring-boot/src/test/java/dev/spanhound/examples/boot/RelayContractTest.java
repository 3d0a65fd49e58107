// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.boot;

import dev.spanhound.assertions.contract.Baseline;
import dev.spanhound.junit.PropagationContract;
import dev.spanhound.junit.TraceTest;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

/** What Spring Boot sends on of W3C Trace Context, baggage and B3. */
@TraceTest
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.test.observability.auto-configure=true",
            "spring.test.tracing.export=true",
            "management.tracing.sampling.probability=1",
            "management.tracing.propagation.consume=w3c,b3",
            "management.tracing.propagation.produce=w3c,b3",
            "management.otlp.metrics.export.enabled=false"
        })
class RelayContractTest {

    @TestFactory
    Stream<DynamicTest> relaysWhatItIsCalledWith(@Autowired Environment app) {
        Baseline known = SpringBootVersion.getVersion().startsWith("3.")
                ? Baseline.springBoot().and(Baseline.ofResource("spring-boot-3.5.baseline"))
                : Baseline.springBoot();

        return PropagationContract.w3c()
                .and(PropagationContract.baggage())
                .and(PropagationContract.b3())
                .withBaseline(known)
                .against(URI.create("http://localhost:" + app.getProperty("local.server.port") + "/relay"));
    }
}
