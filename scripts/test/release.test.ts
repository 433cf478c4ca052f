// What the release scripts decide, without releasing anything.
import { describe, expect, test } from 'vitest';
import { notesOf, withReleaseHeading } from '../changelog.mjs';
import { installLines } from '../install-lines.mjs';
import { publishCommand } from '../publish-command.mjs';
import { releaseProblems } from '../release-problems.mjs';
import { tarballName } from '../tarball-name.mjs';
import { isNewer, parseVersion } from '../version.mjs';

describe('the name of a tarball', () => {
  const manifest = { name: '@mdh-tokens/store', version: '0.1.0' };
  const [one, other] = [Buffer.from('one'), Buffer.from('other')];

  test('says version and commit', () => {
    const name = tarballName(manifest, { commit: '1234abcd', isChanged: false }, one);
    expect(name).toBe('mdh-tokens-store-0.1.0-1234abcd.tgz');
  });

  test('tells states apart that have no commit of their own', () => {
    const changed = { commit: '1234abcd', isChanged: true };
    expect(tarballName(manifest, changed, one)).not.toBe(tarballName(manifest, changed, other));
    const withoutGit = { commit: null, isChanged: true };
    expect(tarballName(manifest, withoutGit, one)).toMatch(/^mdh-tokens-store-0\.1\.0-[0-9a-f]{8}\.tgz$/);
  });
});

describe('the install lines', () => {
  const dependent = { '@mdh-tokens/contract': '^0.1.0' };
  const tarballs = [
    { name: '@mdh-tokens/contract', manifest: {}, file: '/a b/contract.tgz' },
    {
      name: '@mdh-tokens/authenticator',
      manifest: { dependencies: dependent, bin: {} },
      file: '/a b/authenticator.tgz',
    },
    { name: '@mdh-tokens/store', manifest: { dependencies: dependent }, file: '/a b/store.tgz' },
    {
      name: '@mdh-tokens/react',
      manifest: { peerDependencies: { '@mdh-tokens/store': '^0.1.0' } },
      file: '/a b/react.tgz',
    },
  ];
  const lines = installLines(tarballs).split('\n');
  const lineOf = (name: string) => lines[lines.indexOf(name) + 1];

  test('name every file that npm would else look for in the registry', () => {
    expect(lineOf('@mdh-tokens/store')).toBe('  npm install "/a b/contract.tgz" "/a b/store.tgz"');
    expect(lineOf('@mdh-tokens/react')).toBe(
      '  npm install "/a b/contract.tgz" "/a b/store.tgz" "/a b/react.tgz"',
    );
  });

  test('keep the two sides apart', () => {
    const [forPage, forServer] = lines.join('\n').split('In the project of the server:');
    expect(forPage).toContain('@mdh-tokens/store\n');
    expect(forPage).not.toContain('authenticator');
    expect(forServer).toContain('@mdh-tokens/authenticator\n');
    expect(forServer).not.toContain('store');
  });
});

describe('a version', () => {
  test.each(['1.0', 'v1.0.0', '1.0.0.0', '01.0.0', '', 'next'])('is not %j', (text) => {
    expect(parseVersion(text)).toBeNull();
  });

  test.each([
    ['0.2.0', '0.1.9', true],
    ['0.10.0', '0.9.0', true],
    ['1.0.0', '1.0.0', false],
    ['1.0.0', '1.0.0-rc.1', true],
    ['1.0.0-rc.10', '1.0.0-rc.9', true],
    ['1.0.0-rc.1', '1.0.0', false],
  ])('%s comes after %s: %s', (one, other, expected) => {
    expect(isNewer(one, other)).toBe(expected);
  });
});

describe('the changelog', () => {
  const changelog = '# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0 (2026-01-01)\n\n- First.\n';

  test('gets the heading of a version over what was unreleased', () => {
    const released = withReleaseHeading(changelog, '0.2.0', '2026-11-30');
    expect(released).toContain('## Unreleased\n\n## 0.2.0 (2026-11-30)\n\n- New.');
    expect(notesOf(released ?? '', '0.2.0')).toBe('- New.');
  });

  test('gets none when nothing is unreleased', () => {
    expect(withReleaseHeading(changelog.replace('- New.', ''), '0.2.0', '2026-11-30')).toBeNull();
  });

  test('says nothing of a version that only begins like one that it has', () => {
    expect(notesOf(changelog, '0.1')).toBe('');
  });
});

describe('a release', () => {
  const ready = { name: '@mdh-tokens/store', manifest: { version: '0.1.0', repository: 'somewhere' } };
  const sources = { commit: '1234abcd', isChanged: false };
  const changelog = '## 0.1.0 (2026-01-01)\n\n- First.\n';

  test('has no problem when all is there', () => {
    expect(releaseProblems([ready], changelog, sources)).toEqual([]);
  });

  test.each([
    [
      'different versions',
      [ready, { ...ready, manifest: { ...ready.manifest, version: '0.2.0' } }],
      changelog,
      sources,
    ],
    ['CHANGELOG.md', [ready], '## Unreleased\n', sources],
    ['those of a commit', [ready], changelog, { ...sources, isChanged: true }],
    ['`repository`', [{ ...ready, manifest: { version: '0.1.0' } }], changelog, sources],
  ])('is held up: %s', (reason, packages, text, state) => {
    expect(releaseProblems(packages, text, state).join()).toContain(reason);
  });

  test('publishes a tarball, for everybody and with its provenance', () => {
    const command = publishCommand({ file: 'tarballs/store.tgz', manifest: { version: '1.0.0' } });
    expect(command).toEqual(['publish', 'tarballs/store.tgz', '--access', 'public', '--provenance']);
  });

  test('of a version before the release does not become what everybody installs', () => {
    const command = publishCommand({ file: 'tarballs/store.tgz', manifest: { version: '1.0.0-rc.1' } });
    expect(command.slice(-2)).toEqual(['--tag', 'next']);
  });
});
