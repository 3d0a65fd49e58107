// SPDX-License-Identifier: Apache-2.0
'use strict';

// payment.js with the relay endpoint of a propagation contract: POST /relay takes [{"url": ..., "arguments": [...]}] and POSTs the
// arguments to each URL before it answers. For tests alone, as it calls whatever it is told to.
const http = require('node:http');
const app = require('./payment.js');

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

app.post('/relay', async (request, response) => {
  for (const call of request.body) {
    await post(call);
  }
  response.sendStatus(204);
});

app.listen(8080);
