// The control page's own types are what the control API sends: the compiler says so, and this file has to compile.
import { expect, it } from 'vitest';
import type { ActiveFault, ControlState, ParticipantView } from '../src/index.js';
import type { ShownFault, ShownParticipant, State } from '../src/browser/control-client.js';

/** Fails to compile unless what is sent can be taken for what the page reads. */
type Reads<Page, Sent extends Page> = [Page, Sent];

it('reads what the control API sends', () => {
  const checked: [
    Reads<State, ControlState>?,
    Reads<ShownFault, ActiveFault>?,
    Reads<ShownParticipant, ParticipantView>?,
  ] = [];
  expect(checked).toEqual([]);
});
