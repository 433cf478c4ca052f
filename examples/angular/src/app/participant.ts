// What a participant sees, from the first token on.
import { Component } from '@angular/core';
import MyDataHelps from '@careevolution/mydatahelps-js';
import { injectTokenState, injectTokenStore, sdkResource } from '@mdh-tokens/angular';
import { endSession } from './session';

@Component({
  selector: 'app-page',
  template: `
    @switch (status()) {
      @case ('open') {
        <h1>Hello {{ participant.hasValue() ? participant.value().demographics.firstName : '' }}</h1>
        <p>Your token is {{ state().status }}.</p>
        <label>How are you? <input name="note" /></label>
        <button (click)="signOut()">Sign out</button>
      }
      @case ('signed-out') {
        <p>Your session has ended. Reload the page to sign in again.</p>
      }
      @case ('denied') {
        <p>There is no access for you here. Ask the study team.</p>
      }
      @case ('failed') {
        <p>Something is wrong on our side.</p>
      }
      @default {
        <p>One moment …</p>
      }
    }
  `,
})
export class Participant {
  private readonly store = injectTokenStore();
  protected readonly state = injectTokenState();
  protected readonly status = injectTokenState(({ status }) =>
    ['active', 'degraded', 'expired', 'hosted'].includes(status) ? 'open' : status,
  );
  // The SDK as always.
  protected readonly participant = sdkResource({ loader: () => MyDataHelps.getParticipantInfo() });

  protected async signOut(): Promise<void> {
    this.store.signOut();
    await endSession();
    location.reload();
  }
}
