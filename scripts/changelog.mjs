// The changelog's headings: `## Unreleased` on top, then one for each version.

const unreleased = '## Unreleased';

/**
 * The changelog with what was unreleased under the heading of a version.
 *
 * @param {string} date as YYYY-MM-DD
 * @returns {string | null} `null` when there is nothing under "Unreleased"
 */
export function withReleaseHeading(changelog, version, date) {
  if (sectionOf(changelog, unreleased) === '') return null;
  return changelog.replace(unreleased, `${unreleased}\n\n${headingOf(version)} (${date})`);
}

/** What the changelog says of a version; empty where it says nothing. */
export function notesOf(changelog, version) {
  return sectionOf(changelog, headingOf(version));
}

function headingOf(version) {
  return `## ${version}`;
}

function sectionOf(changelog, heading) {
  const lines = changelog.split('\n');
  const begin = lines.findIndex((line) => line === heading || line.startsWith(`${heading} `));
  if (begin < 0) return '';
  const length = lines.slice(begin + 1).findIndex((line) => line.startsWith('## '));
  const end = length < 0 ? lines.length : begin + 1 + length;
  return lines
    .slice(begin + 1, end)
    .join('\n')
    .trim();
}
