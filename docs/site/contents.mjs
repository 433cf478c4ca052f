// What is on the site, in the order of its menu: each page is a file of the repository.

const page = (name) => ({ slug: name, file: `docs/pages/${name}.md` });
const readme = (name) => ({ slug: `packages/${name}`, file: `packages/${name}/README.md` });
const example = (name) => ({ slug: `examples/${name}`, file: `examples/${name}/README.md` });

/** @type {{ label: string, pages: { slug: string, file: string }[], collapsed?: true }[]} */
export const guide = [
  {
    label: 'Start',
    pages: [
      { slug: 'index', file: 'docs/pages/index.md' },
      ...['see-it', 'page', 'server', 'another-language', 'views', 'check-it', 'go-live'].map(page),
    ],
  },
  {
    label: 'When it does not work',
    pages: ['when-it-does-not-work', 'errors-of-the-store', 'diagnostics', 'errors-of-the-authenticator'].map(
      page,
    ),
  },
  {
    label: 'Guides',
    pages: [
      'testing',
      'sharing-tabs',
      'sign-out',
      'first-call',
      'server-side-rendering',
      'migrating',
      'native-shells',
      'react-native',
    ].map(page),
  },
  { label: 'For reviewers', pages: ['security-review', 'privacy', 'support', 'glossary'].map(page) },
];

/** The READMEs and other texts of the repository, which are reference. `decisions` are the files of their folder. */
export function reference(decisions) {
  const packages = ['store', 'react', 'vue', 'angular', 'svelte', 'devtools', 'authenticator'];
  const tools = ['authenticator-service', 'contract', 'conformance', 'emulator'];
  const examples = ['embeddable-host', 'plain-page', 'react', 'worker', 'lambda', 'flask', 'session-servers'];
  return [
    { label: 'Packages', collapsed: true, pages: [...packages, ...tools].map(readme) },
    { label: 'Examples', collapsed: true, pages: examples.map(example) },
    {
      label: 'The project',
      collapsed: true,
      pages: [
        { slug: 'security', file: 'SECURITY.md' },
        { slug: 'benchmarks', file: 'BENCHMARKS.md' },
        { slug: 'changes', file: 'CHANGELOG.md' },
        { slug: 'decisions', file: 'docs/decisions/README.md' },
        ...decisions.map((name) => ({ slug: `decisions/${name}`, file: `docs/decisions/${name}.md` })),
      ],
    },
  ];
}
