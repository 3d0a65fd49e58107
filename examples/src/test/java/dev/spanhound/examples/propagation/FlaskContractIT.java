// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.propagation;

import dev.spanhound.assertions.contract.Baseline;
import dev.spanhound.junit.PropagationContract;
import dev.spanhound.junit.TraceTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A contract test against a service in Python: {@code propagation/flask} under OpenTelemetry's instrumentation. */
@TraceTest
class FlaskContractIT {
    private static ServiceProcess service;

    @BeforeAll
    static void start() {
        service = ServiceProcess.flask("tracecontext,baggage,b3,jaeger,xray,ottrace");
    }

    @AfterAll
    static void end() {
        if (service != null) {
            service.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> propagatesEachFormatItKnows() {
        return PropagationContract.w3c()
                .and(PropagationContract.baggage())
                .and(PropagationContract.b3())
                .and(PropagationContract.jaeger())
                .and(PropagationContract.xray())
                .and(PropagationContract.otTrace())
                .withBaseline(Baseline.openTelemetryPython())
                .against(service.uri());
    }
}
