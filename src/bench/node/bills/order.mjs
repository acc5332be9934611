/** The rows of the tables. */
export const ORDER = [
  'darkroom',
  'darkroom-alone',
  'evolink',
  'fal',
  'openai',
  'replicate',
  'loop',
  'once',
];
