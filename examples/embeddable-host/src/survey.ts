// Opens a survey the way a host page does.
import type { MyDataHelps } from '@careevolution/mydatahelps-js';

/** The name of a survey that the emulator knows. */
const surveyName = 'Daily check-in';

/** Opens the survey over the page. The SDK tells its end by the event `surveyDidFinish`. */
export function openSurvey(sdk: MyDataHelps): void {
  sdk.startSurvey(surveyName);
  // The SDK's frame has no name of its own for screen readers.
  const frame = document.querySelector('#mydatahelps-survey-frame');
  if (frame instanceof HTMLIFrameElement) {
    frame.title = `Survey: ${surveyName}`;
    frame.focus();
  }
}
