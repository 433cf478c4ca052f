// A bill of materials (CycloneDX) for each package: what an app gets that installs it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packedName } from './pack.mjs';
import { runCommand } from './run-command.mjs';
import { withItsNeeds } from './workspace.mjs';

/**
 * @param {{ name: string, manifest: Record<string, any>, file: string }[]} tarballs
 * @param {string} destination a folder
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function writeBillsOfMaterials(tarballs, destination, { signal } = {}) {
  mkdirSync(destination, { recursive: true });
  for (const tarball of tarballs) {
    const { code, output } = await billOf(tarball, tarballs, signal);
    if (code !== 0) return { code, output };
    const bill = withoutThisMachine(JSON.parse(output), tarball);
    const file = join(destination, packedName(tarball.manifest).replace(/tgz$/, 'cdx.json'));
    writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
  }
  return { code: 0, output: '' };
}

async function billOf(tarball, tarballs, signal) {
  const folder = mkdtempSync(join(tmpdir(), 'mdh-tokens-sbom-'));
  try {
    const needed = withItsNeeds(tarball, tarballs);
    const dependencies = Object.fromEntries(needed.map(({ name, file }) => [name, `file:${file}`]));
    const project = { name: 'installed', version: tarball.manifest.version, private: true, dependencies };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(project));
    const installed = await runCommand('npm', ['install', '--prefix', folder, '--ignore-scripts'], {
      signal,
    });
    if (installed.code !== 0) return installed;
    return await runCommand('npm', ['sbom', '--prefix', folder, '--sbom-format', 'cyclonedx'], { signal });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** npm names the folder that it looked at, and where our tarballs were. */
function withoutThisMachine(bill, { name }) {
  bill.metadata.component.name = `an app with ${name}`;
  for (const component of bill.components) {
    component.externalReferences = component.externalReferences?.filter(
      ({ url }) => !url.startsWith('file:'),
    );
  }
  return bill;
}
