/** Two bars for each row. It brings its own background: a page may be dark where the reader's system is not. */
const WIDTH = 860;
const LEFT = 300;
const ROW = 46;
const TOP = 84;
const STYLE = `
.page { fill: #ffffff }
text { font: 13px sans-serif; fill: #1f2328 }
.title { font-weight: bold; font-size: 15px }
.note { fill: #59636e }
.once { fill: #2f6fb0 }
.always { fill: #d9822b }
.line { stroke: #8c959f; stroke-dasharray: 3 3 }
@media (prefers-color-scheme: dark) {
  .page { fill: #0d1117 }
  text { fill: #e6edf3 }
  .note { fill: #9198a1 }
  .once { fill: #6cb0f5 }
  .always { fill: #f0a458 }
}`;

export function chart(rows) {
  const most = Math.max(...rows.flatMap((row) => [row.once.bills, row.always.bills]));
  const scale = (WIDTH - LEFT - 190) / most;
  const height = TOP + rows.length * ROW + 14;
  const bar = (kind, value, y) => {
    const width = (value.bills * scale).toFixed(1);
    const label = `${value.bills.toLocaleString('en-US')}, ${value.pictures.toLocaleString('en-US')} pictures`;
    return [
      `<rect class="${kind}" x="${LEFT}" y="${y}" width="${width}" height="16"/>`,
      `<text class="note" x="${(LEFT + Number(width) + 6).toFixed(1)}" y="${y + 13}">${label}</text>`,
    ];
  };
  const line = (LEFT + 1000 * scale).toFixed(1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    '<title>Bills for 1,000 wishes whose answers are lost</title>',
    `<style>${STYLE}\n</style>`,
    `<rect class="page" width="${WIDTH}" height="${height}"/>`,
    '<text class="title" x="10" y="22">Bills for 1,000 wishes whose answers are lost</text>',
    '<rect class="once" x="10" y="38" width="14" height="14"/>',
    '<text x="30" y="50">the first answer of each wish is lost</text>',
    `<rect class="always" x="${LEFT}" y="38" width="14" height="14"/>`,
    `<text x="${LEFT + 20}" y="50">every answer is lost</text>`,
    ...rows.flatMap((row, index) => {
      const y = TOP + index * ROW;
      return [
        `<text x="${LEFT - 10}" y="${y + 22}" text-anchor="end">${row.name}</text>`,
        ...bar('once', row.once, y),
        ...bar('always', row.always, y + 18),
      ];
    }),
    `<line class="line" x1="${line}" y1="${TOP - 8}" x2="${line}" y2="${height - 8}"/>`,
    '</svg>',
    '',
  ].join('\n');
}
