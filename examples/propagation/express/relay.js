// SPDX-License-Identifier: Apache-2.0
// An Express service with the relay endpoint of a propagation contract, instrumented by OpenTelemetry.
//
// POST /relay takes [{"url": ..., "arguments": [...]}] and POSTs the arguments to each URL before it answers. The formats are those of
// OTEL_PROPAGATORS, such as tracecontext,baggage,b3. Prints its port, which is free unless PORT says which.
'use strict';

const { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } = require('@opentelemetry/core');
const { AWSXRayPropagator } = require('@opentelemetry/propagator-aws-xray');
const { B3InjectEncoding, B3Propagator } = require('@opentelemetry/propagator-b3');
const { JaegerPropagator } = require('@opentelemetry/propagator-jaeger');
const { NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');
const { registerInstrumentations } = require('@opentelemetry/instrumentation');
const { ExpressInstrumentation } = require('@opentelemetry/instrumentation-express');
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');

const PROPAGATORS = {
  tracecontext: () => new W3CTraceContextPropagator(),
  baggage: () => new W3CBaggagePropagator(),
  b3: () => new B3Propagator(),
  b3multi: () => new B3Propagator({ injectEncoding: B3InjectEncoding.MULTI_HEADER }),
  jaeger: () => new JaegerPropagator(),
  xray: () => new AWSXRayPropagator(),
};

const names = (process.env.OTEL_PROPAGATORS || 'tracecontext,baggage').split(',');
new NodeTracerProvider().register({
  propagator: new CompositePropagator({ propagators: names.map((name) => PROPAGATORS[name]()) }),
});
registerInstrumentations({ instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] });

// After the instrumentation, which changes what these return.
const http = require('node:http');
const express = require('express');

function post({ url, arguments: body }) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', headers: { 'content-type': 'application/json' } }, (response) => {
      response.resume();
      response.on('end', resolve);
    });
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });
}

const app = express();
app.use(express.json());
app.post('/relay', async (request, response) => {
  for (const call of request.body) {
    await post(call);
  }
  response.sendStatus(204);
});

const server = app.listen(Number(process.env.PORT || 0), '127.0.0.1', () => console.log(server.address().port));
