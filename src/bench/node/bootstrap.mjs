// A custom runtime of a few lines, so that every language is measured by the same clock.

import http from "node:http";
import { handle } from "./handler.mjs";

const agent = new http.Agent({ keepAlive: true });
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const invocation = "/2018-06-01/runtime/invocation/";

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, host, port, method, path }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => (text += chunk));
      response.on("end", () => resolve({ headers: response.headers, text }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

for (;;) {
  const next = await call("GET", invocation + "next");
  const id = next.headers["lambda-runtime-aws-request-id"];
  try {
    const answer = await handle(JSON.parse(next.text));
    await call("POST", `${invocation}${id}/response`, JSON.stringify(answer));
  } catch (error) {
    await call("POST", `${invocation}${id}/error`, JSON.stringify({ errorMessage: `${error}` }));
  }
}
