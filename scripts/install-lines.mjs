// How another project installs the tarballs: one line for each package, with all that npm must not look for elsewhere.
import { isForServers, withItsNeeds } from './workspace.mjs';

/** The lines are the same in sh, PowerShell and cmd: double quotes, and no pattern that a shell must expand. */
export function installLines(tarballs) {
  const published = tarballs.map(({ name, manifest }) => ({ name, manifest }));
  const lineFor = (wanted) => {
    const names = withItsNeeds(wanted, published).map(({ name }) => name);
    const files = tarballs.filter(({ name }) => names.includes(name)).map(({ file }) => `"${file}"`);
    return `${wanted.name}\n  npm install ${files.join(' ')}`;
  };
  const part = (title, some) => [title, '', ...some.map(lineFor), ''].join('\n');
  const titles = [
    'In the project of the page, in any shell, PowerShell too:',
    'In the project of the server:',
  ];
  return [
    part(
      titles[0],
      tarballs.filter((one) => !isForServers(one)),
    ),
    part(titles[1], tarballs.filter(isForServers)),
  ].join('\n');
}
