/** A new generation. */
import { html } from './htm.js';

export function NewGeneration() {
  return html`<h1 tabindex="-1">New generation</h1>`;
}
