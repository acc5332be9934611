/**
 * What becomes of the answers to one wish's paid calls. "spoils" says which of them, counted from 1.
 * What is billed was taken and worked on; only "throttled" turns a call away before any work.
 */
export const FAULTS = [
  { name: 'none', title: 'no fault', act: 'answer', spoils: () => false },
  { name: 'reset', title: 'the connection breaks', act: 'reset', spoils: (call) => call === 1 },
  { name: 'silence', title: 'no answer in time', act: 'silence', spoils: (call) => call === 1 },
  { name: 'error-502', title: '502 instead', act: 'status', status: 502, spoils: (call) => call === 1 },
  { name: 'error-500', title: '500 instead', act: 'status', status: 500, spoils: (call) => call === 1 },
  { name: 'reset-always', title: 'every connection breaks', act: 'reset', spoils: () => true },
  { name: 'throttled', title: '429, turned away', act: 'turn-away', status: 429, spoils: (call) => call === 1 },
];

/** How long a client waits for an answer here. Their own defaults are in bills.md. */
export const PATIENCE_MS = 15_000;
