// SPDX-License-Identifier: Apache-2.0
'use strict';

// Pays up to 1000. Spans leave by OTLP over HTTP.
const express = require('express');
const { trace, SpanStatusCode } = require('@opentelemetry/api');

const tracer = trace.getTracer('shop.payment');
const app = express();
app.use(express.json());

class PaymentDeclined extends Error {
  name = 'PaymentDeclined';
}

function processPayment(amount) {
  return tracer.startActiveSpan('process_payment', (span) => {
    try {
      span.setAttribute('payment.amount', amount);
      if (amount > 1000) {
        throw new PaymentDeclined(`${amount} is more than 1000`);
      }
      span.setAttribute('payment.status', 'success');
    } catch (error) {
      span.setAttribute('payment.status', 'declined');
      span.recordException(error);
      span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
      throw error;
    } finally {
      span.end();
    }
  });
}

app.post('/payments', (request, response) => {
  try {
    processPayment(request.body.amount);
    response.json({ status: 'success' });
  } catch (error) {
    response.status(500).json({ error: error.message });
  }
});

app.get('/health', (request, response) => response.send('ok'));

module.exports = app;

if (require.main === module) {
  app.listen(8080);
}
