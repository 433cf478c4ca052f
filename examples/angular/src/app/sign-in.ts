import { Component } from '@angular/core';
import { signIn } from './session';

@Component({
  selector: 'app-page',
  template: `
    <form (submit)="send($event, studyId.value)">
      <label>Study ID <input #studyId name="studyId" /></label>
      <button>Sign in</button>
    </form>
  `,
})
export class SignIn {
  async send(event: Event, studyId: string): Promise<void> {
    event.preventDefault();
    await signIn(studyId);
    location.reload();
  }
}
