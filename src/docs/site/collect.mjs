// Puts README.md, CHANGELOG.md, what is in .github, and src/docs into one folder, as pages of a site: node src/docs/site/collect.mjs <folder>
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';

const folder = process.argv[2];
const pages = new Map([['README.md', 'index.md'], ['CHANGELOG.md', 'changes.md'], ['.github/CONTRIBUTING.md', 'contributing.md'], ['.github/SECURITY.md', 'security.md']]);
const files = (at) => readdirSync(at, { recursive: true }).map((name) => join(at, name)).filter((file) => statSync(file).isFile());
for (const file of files('src/docs').filter((name) => !name.startsWith('src/docs/site/'))) {
  pages.set(file, relative('src/docs', file));
}

/** Where a link leads on the site; what is no page is a path of the repository. */
function target(link, from) {
  if (/^([a-z]+:|#)/.test(link)) return link;
  const [path, heading] = link.split('#');
  const file = posix.normalize(posix.join(posix.dirname(from), path)).replace(/\/$/, '');
  const page = pages.get(file) ?? (file === 'src/docs/adr' ? 'adr/index.md' : undefined);
  if (page) {
    const relativeTo = posix.relative(posix.dirname(pages.get(from)), page) || page;
    return (relativeTo.startsWith('.') ? relativeTo : `./${relativeTo}`) + (heading ? `#${heading}` : '');
  }
  if (!existsSync(file)) throw new Error(`${from}: ${link} leads nowhere`);
  return undefined;
}

/** With the links of the site. Blocks of code stay as they are. */
function rewrite(text, from) {
  return text.split(/(```[\s\S]*?```)/).map((part, i) => i % 2 ? part : part
    .replace(/(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)/g, (whole, image, label, link) => {
      const to = target(link, from);
      return to ? `${image}[${label}](${to})` : label;
    })).join('').replaceAll('{{', '{&#123;');
}

for (const [file, page] of pages) {
  const to = join(folder, page);
  mkdirSync(dirname(to), { recursive: true });
  if (file.endsWith('.md')) writeFileSync(to, rewrite(readFileSync(file, 'utf8'), file));
  else cpSync(file, to);
}
mkdirSync(join(folder, 'public'), { recursive: true });
cpSync('src/main/resources/page/icon.svg', join(folder, 'public/icon.svg'));
const decisions = [...pages].filter(([file]) => file.startsWith('src/docs/adr/')).sort();
writeFileSync(join(folder, 'adr/index.md'), '# Decisions\n\n' + decisions.map(([file, page]) =>
  `- [${readFileSync(file, 'utf8').match(/^# (.*)$/m)[1]}](./${posix.basename(page)})`).join('\n') + '\n');
