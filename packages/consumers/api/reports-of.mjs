// The public API of a package as text: what a reviewer reads when it changes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { root } from '../../../scripts/repository.mjs';
import { entriesOf } from '../../../scripts/workspace.mjs';

/** Where a package keeps its report, in the checkout. */
export const reportFile = ({ folder }) => join(root, folder, 'api.md');

/**
 * The report of each package, all its entries in the order of its `exports`. The declarations must be built.
 *
 * @returns {Map<object, string>}
 * @throws Error when the declarations cannot be read
 */
export function reportsOf(packages) {
  const scratch = mkdtempSync(join(tmpdir(), 'mdh-tokens-api-'));
  try {
    const configured = packages.map((one) => [one, configsOf(one, scratch)]);
    const all = configured.flatMap(([, configs]) => configs.map(({ config }) => config));
    // One program for all: most of the time goes into reading the declarations of the platform.
    const additionalEntryPoints = all.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath);
    const compilerState = CompilerState.create(all[0], { additionalEntryPoints });
    return new Map(configured.map(([one, configs]) => [one, reportOf(one, configs, compilerState)]));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function reportOf({ name }, configs, compilerState) {
  const title = `# The public API of \`${name}\``;
  const parts = configs.map((entry) => partOf(entry, compilerState));
  return [title, 'Made by `npm run api`; a change of it is part of the change.', ...parts].join('\n\n');
}

function configsOf({ folder, manifest }, scratch) {
  return entriesOf(manifest).map((entry, index) => ({
    specifier: entry.specifier,
    config: configFor(folder, entry, join(scratch, folder, `${index}`)),
  }));
}

function partOf({ specifier, config }, compilerState) {
  const problems = [];
  Extractor.invoke(config, {
    localBuild: true,
    compilerState,
    messageCallback: (message) => {
      message.handled = true;
      const isProblem = [ExtractorLogLevel.Error, ExtractorLogLevel.Warning].includes(message.logLevel);
      if (isProblem && message.messageId !== 'console-api-report-created')
        problems.push(message.formatMessageWithLocation(root));
    },
  });
  if (problems.length > 0) throw new Error(`the API of ${specifier}:\n${problems.join('\n')}`);
  const report = readFileSync(config.reportFilePath, 'utf8');
  const code = /```ts\n[\s\S]*```/.exec(report)[0].replace(/\/\/ \(No @packageDocumentation.*\n\n?/, '');
  return `## \`${specifier}\`\n\n${code}\n`;
}

function configFor(folder, { target }, scratch) {
  const home = join(root, folder);
  mkdirSync(scratch, { recursive: true });
  const types = (target.node?.default ?? target).types ?? target.default.types;
  return ExtractorConfig.prepare({
    packageJsonFullPath: join(home, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: home,
      mainEntryPointFilePath: join(home, types),
      newlineKind: 'lf',
      compiler: { overrideTsconfig: compilerOptions(home) },
      apiReport: {
        enabled: true,
        reportFolder: scratch,
        reportTempFolder: join(scratch, 'temp'),
        reportFileName: 'api.md',
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Warning } },
        extractorMessageReporting: {
          // In the report a reviewer sees it: a type that a user meets and cannot name, say.
          default: { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
          // All that is exported is public here.
          'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
          // The report marks it anyway.
          'ae-undocumented': { logLevel: ExtractorLogLevel.None },
        },
        // How a comment is written is no part of the API.
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
}

function compilerOptions(home) {
  return {
    compilerOptions: {
      target: 'ES2022',
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      module: 'ESNext',
      moduleResolution: 'bundler',
      strict: true,
      skipLibCheck: true,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    },
    files: [join(home, 'package.json')],
  };
}
