// Goes on with what local.ts has left, as another process: node resumed.js <base address>
import { Darkroom } from "darkroom-client";

const darkroom = new Darkroom({ baseUrl: process.argv[2]! });
const event = { model: "seedream-5.0-lite", provider: "evolink" };
const [timeout, aborted] = await Promise.all([
  darkroom.wait("npm-timeout"),
  darkroom.generate({ ...event, id: "npm-aborted", prompt: "[npm-aborted] @fault:lost-callback" }),
]);
console.log(JSON.stringify({ timeout: timeout.length, aborted: aborted.length }));
