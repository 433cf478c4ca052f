// Saves a recording as a file, and opens one.
import { createButton, createElement } from '../dom/create-element.js';
import type { Recording } from '../recording/entry.js';
import { readRecording, writeRecording } from '../recording/exported.js';
import type { Scene } from './scene.js';

/**
 * @param scene what is shown now
 * @param opened told the recording that the user has opened
 * @param tell shows what did not work
 */
export function createFilesView(
  scene: () => Scene | null,
  opened: (recording: Recording) => void,
  tell: (sentence: string) => void,
): HTMLElement {
  const input = createElement('input', { type: 'file', accept: '.json', 'aria-label': 'Open a recording' });
  const open = async (file: File): Promise<void> => {
    try {
      opened(readRecording(await file.text()));
    } catch (error) {
      tell(String(error));
    }
  };
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file !== undefined) void open(file);
    // The same file can be opened again.
    input.value = '';
  });
  const save = createButton('Save recording', () => {
    const shown = scene();
    if (shown !== null) download(writeRecording(shown.name, shown.entries, shown.now));
  });
  return createElement(
    'div',
    { class: 'row' },
    save,
    createElement(
      'span',
      { class: 'file' },
      input,
      createElement('span', { 'aria-hidden': true }, 'Open recording'),
    ),
  );
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  createElement('a', { href: url, download: 'mdh-tokens-recording.json' }).click();
  URL.revokeObjectURL(url);
}
