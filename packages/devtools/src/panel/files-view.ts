// Saves a recording as a file, and opens one.
import { createButton, createElement } from '../dom/create-element.js';
import { recordingFormat, type Recording } from '../recording/entry.js';
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
      const { readRecording } = await import('../recording/read-recording.js');
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
    if (shown !== null) download(recordingOf(shown));
  });
  const label = createElement('span', { 'aria-hidden': true }, 'Open recording');
  return createElement('div', { class: 'row' }, save, createElement('span', { class: 'file' }, input, label));
}

function recordingOf({ name, now, entries }: Scene): Recording {
  return { format: recordingFormat, version: 1, store: name, at: now, entries };
}

function download(recording: Recording): void {
  const text = JSON.stringify(recording, null, 1);
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  createElement('a', { href: url, download: `${recordingFormat}.json` }).click();
  URL.revokeObjectURL(url);
}
