import { Component } from '@angular/core';
import MyDataHelps from '@careevolution/mydatahelps-js';
import { injectTokenState, sdkResource } from '@mdh-tokens/angular';

@Component({
  selector: 'app-root',
  template: `
    @switch (status()) {
      @case ('open') {
        <h1>Hello {{ participant.hasValue() ? participant.value().demographics.firstName : '' }}</h1>
      }
      @case ('signed-out') {
        <a href="/sign-in">Sign in</a>
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
export class App {
  protected readonly status = injectTokenState(({ status }) =>
    ['active', 'degraded', 'expired', 'hosted'].includes(status) ? 'open' : status,
  );
  protected readonly participant = sdkResource({ loader: () => MyDataHelps.getParticipantInfo() });
}
