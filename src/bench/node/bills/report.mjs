/** Writes the pages from what was measured: node report.mjs <project> */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { chart } from './chart.mjs';
import { FAULTS, PATIENCE_MS } from './faults.mjs';
import { ORDER } from './order.mjs';

const [project] = process.argv.slice(2);
const rows = ORDER.map((key) => ({ key, file: `results/${key}.json` }))
  .filter(({ file }) => existsSync(file))
  .map(({ key, file }) => ({ key, ...JSON.parse(readFileSync(file, 'utf8')) }));
const number = (value) => value.toLocaleString('en-US');
const round = (row, fault) => row.rounds.find((one) => one.fault === fault);
const table = (lines) => lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const rule = (columns) => ['---', ...Array(columns).fill('---:')];

/** Each fault has its column. */
function full(of) {
  return table([
    ['', ...FAULTS.map((fault) => fault.title)],
    rule(FAULTS.length),
    ...rows.map((row) => [row.name, ...FAULTS.map((fault) => number(of(round(row, fault.name))))]),
  ]);
}

/** The two faults that the README shows. */
function small() {
  const cells = (row, fault) => {
    const { bills, pictures } = round(row, fault);
    return [number(bills), number(pictures)];
  };
  return table([
    [
      '1,000 wishes',
      'bills, each first answer lost',
      'pictures',
      'bills, every answer lost',
      'pictures, all lost',
    ],
    rule(4),
    ...rows.filter((row) => row.key !== 'once').map((row) => [row.name, ...cells(row, 'reset'), ...cells(row, 'reset-always')]),
  ]);
}

function between(file, name, text) {
  const path = `${project}/${file}`;
  const page = readFileSync(path, 'utf8');
  const [begin, end] = [`<!-- ${name}: written by src/bench/bills -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) {
    throw new Error(`${file} has no place for ${name}`);
  }
  writeFileSync(path, `${page.slice(0, from)}${begin}\n${text}\n${page.slice(to)}`);
}

const dates = [...new Set(rows.map((row) => row.date))].sort();
const measured =
  `Measured ${dates.join(', ')} with \`src/bench/bills\` and Node.js ${rows.at(-1).node}. ` +
  `A client waits at most ${PATIENCE_MS / 1000} s for an answer.`;

between(
  'src/docs/bills.md',
  'bills',
  [measured, '', 'Bills:', '', full((one) => one.bills), '', 'Pictures that the caller has in the end:', '', full((one) => one.pictures), '', 'Paid calls that left:', '', full((one) => one.calls)].join('\n'),
);
between('README.md', 'bills', small());
writeFileSync(`${project}/src/docs/bills.svg`, chart(rows.map((row) => ({
  name: row.name.replaceAll('`', ''),
  once: round(row, 'reset'),
  always: round(row, 'reset-always'),
}))));
