// How often a component renders that shows only whether the user is signed in.
import { inChildProcess } from '../process/in-child-process.js';
import { sideBySide } from '../process/side-by-side.js';
import { markdownTable } from '../report/markdown-table.js';
import { reactBindings, type ReactBindingName } from './renders/bindings.js';
import type { Renders } from './renders/count-renders.js';

export interface CountedRenders extends Renders {
  readonly title: string;
}

const built = new URL('renders/count-renders.js', import.meta.url);

/** @param module run as a process for each */
export function countedRenders(module: URL = built): Promise<CountedRenders[]> {
  const names = Object.keys(reactBindings) as ReactBindingName[];
  return sideBySide(
    names.map((name) => async () => ({
      title: reactBindings[name].title,
      ...(await inChildProcess<Renders>(module, [name])),
    })),
  );
}

export function rendersTable(counted: readonly CountedRenders[]): string {
  const rows = counted.map(({ title, refresh, asks }, index) => [
    index === 0 ? `**${title}**` : title,
    refresh,
    asks ?? 'n/a',
  ]);
  return `Renders of a React component that shows only whether the user is signed in: in one refresh of the token, and while 100
calls ask for it. n/a: the token is part of the state, there is nothing to ask.

${markdownTable(['binding', 'a refresh', '100 asks'], rows)}`;
}
