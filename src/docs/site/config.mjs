// The site of the documents: `src/docs/site/build`. One section of the side bar for each kind of reader.
import { defineConfig } from 'vitepress';

/** The ids of headings as GitHub has them: links lead to the same heading on both. `DocumentLinksTest` checks them. */
const slugify = (heading) => heading.trim().toLowerCase().replace(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-');

const page = (text, link) => ({ text, link: `/${link}` });

export default defineConfig({
  title: 'Darkroom',
  description: 'One event in, a durable image out',
  cleanUrls: false,
  lastUpdated: false,
  head: [['link', { rel: 'icon', href: '/icon.svg' }]],
  markdown: { anchor: { slugify } },
  // What is no document: folders of the repository, and files beside the documents.
  ignoreDeadLinks: [/^https?:\/\/localhost/, /^repository:/],
  themeConfig: {
    logo: '/icon.svg',
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: [
      { text: 'Start', items: [
        page('Darkroom', ''), page('Local mode', 'local-mode'), page('The contact sheet', 'contact-sheet'),
        page('Worked examples', 'examples'), page('On AWS', 'deploy'), page('Troubleshooting', 'troubleshooting') ] },
      { text: 'Use it', items: [
        page('The event', 'event'), page('Outcomes and webhooks', 'outcomes'), page('What people decide', 'control'),
        page('OpenAI\'s clients', 'openai'), page('Generated clients', 'clients'), page('Models', 'models') ] },
      { text: 'Run it', items: [
        page('Variables', 'variables'), page('Observability', 'observability'), page('Recovery', 'recovery'),
        page('Costs', 'cost'), page('Measurements', 'performance') ] },
      { text: 'Why one may trust it', items: [
        page('Bills', 'bills'), page('The explorer', 'explorer'), page('The soak', 'soak'), page('Results', 'results'),
        page('Infrastructure', 'infra-results'), page('Odd events', 'odd-events'), page('What is not taken', 'not-taken'),
        page('Log conformance', 'conformance'), page('Mutants', 'mutants'), page('Mutation testing', 'mutation'), page('Fuzzing', 'fuzzing') ] },
      { text: 'Change it', items: [
        page('Architecture', 'architecture'), page('Vocabulary', 'vocabulary'), page('Adding a provider', 'adding-a-provider'),
        page('Decisions', 'adr/'), page('Contributing', 'contributing'), page('Security', 'security'), page('Changes', 'changes') ] },
    ],
  },
});
