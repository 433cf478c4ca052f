// Surveys over the page, the way a host opens them.
import type { MyDataHelps } from '@careevolution/mydatahelps-js';

/** A survey that MyDataHelps knows; the emulator does. */
const surveyName = 'Daily Check-in';

export interface Surveys {
  /** Opens the survey. Resolves when it is over, with the reason that the SDK tells. */
  take(): Promise<string>;
  /** Leaves the SDK alone again. */
  release(): void;
}

export function createSurveys(sdk: MyDataHelps): Surveys {
  let finish: ((reason: string) => void) | null = null;
  // One listener for all surveys: the SDK skips a neighbour of a listener that takes itself off.
  const onFinish = (event: { reason?: string }): void => {
    finish?.(event.reason ?? 'unknown');
    finish = null;
  };
  sdk.on('surveyDidFinish', onFinish);

  return {
    async take() {
      const opener = document.activeElement;
      const over = new Promise<string>((resolve) => (finish = resolve));
      sdk.startSurvey(surveyName);
      nameFrame();
      const reason = await over;
      if (opener instanceof HTMLElement) opener.focus();
      return reason;
    },
    release() {
      sdk.off('surveyDidFinish', onFinish);
      finish?.('signed out');
      finish = null;
    },
  };
}

/** The SDK's frame has no name for screen readers, and the keyboard would stay behind it. */
function nameFrame(): void {
  const frame = document.querySelector('#mydatahelps-survey-frame');
  if (!(frame instanceof HTMLIFrameElement)) return;
  frame.title = `Survey: ${surveyName}`;
  frame.focus();
}
