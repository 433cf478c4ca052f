// M: what MyDataHelps, or an emulator, makes of the token.
import { couldNotRun, notApplicable, pass, type Verdict } from '../check.js';
import { noToken, type CheckDefinition } from '../definition.js';
import { isSameSubject, type Exchange } from '../exchange.js';
import type { Lab } from '../lab.js';
import type { PersonAnswer } from '../people.js';

const section = 'The exchange with MyDataHelps';
const sent = 'GET api/v1/delegated/participant with the token';

const alive: CheckDefinition = {
  id: 'M01',
  level: 'MUST',
  title: 'MyDataHelps accepts the token',
  why: 'Every call of the page would be refused.',
  section,
  run: (lab) =>
    withPerson(lab, ({ status }) => {
      if (status === 200) return pass('200');
      if (status === 403) return couldNotRun('it was accepted but answered 403; M03 says more');
      const message = `MyDataHelps answered ${status}: the token is not good there. Is it of another environment, or dead?`;
      return { state: 'fail', message, sent, came: String(status), expected: '200' };
    }),
};

const ownPerson: CheckDefinition = {
  id: 'M02',
  level: 'MUST',
  title: 'each session’s token is of a participant of its own',
  why: 'A participant would see the data of another one.',
  section,
  run: (lab) =>
    withPerson(lab, async (person, first) => {
      if (!lab.has('other'))
        return couldNotRun('a second session is needed: MDH_OTHER_SESSION or otherSession');
      const other = await lab.shared.other();
      const another = other.token === null ? null : await lab.people.ask(other.token);
      if (person.id === null || another?.id == null)
        return couldNotRun('no participant was told; M01 and M03 say why');
      if (other.token === first.token || isSameSubject(other, first)) {
        return couldNotRun('the sessions cannot be told apart; S05 says more');
      }
      if (person.id !== another.id) return pass('two participants');
      const message = 'both sessions’ tokens are of the same participant.';
      return { state: 'fail', message, sent, came: 'the same participantID twice', expected: 'two' };
    }),
};

const noServiceToken: CheckDefinition = {
  id: 'M03',
  level: 'MUST',
  title: 'the token is a participant’s, and not the service account’s',
  why: 'Whoever opens the page could read and write the data of every participant of the project.',
  section,
  run: (lab) =>
    withPerson(lab, ({ status, id, lacksScope }) => {
      if (id !== null) return pass('it names a participant');
      const came = String(status);
      const expected = '200 with a participantID';
      if (lacksScope) {
        const message = 'the token lacks the scope Participant:read, which surveys need.';
        return { state: 'warn', message, sent, came, expected };
      }
      if (status === 401) return couldNotRun('the token was refused; M01 says more');
      const message =
        'the participant API does not know the token as a participant’s: is it the service access token?';
      return { state: 'fail', message, sent, came, expected };
    }),
};

async function withPerson(
  lab: Lab,
  judge: (person: PersonAnswer, first: Exchange) => Verdict | Promise<Verdict>,
): Promise<Verdict> {
  if (lab.settings.baseUrl === null)
    return notApplicable('--base-url was not given, so the token was not tried');
  const first = await lab.shared.first();
  if (first.token === null) return noToken;
  const person = await lab.people.ask(first.token);
  if (person === null || person.status >= 500 || person.status === 429) {
    return couldNotRun(`the participant API did not answer${person === null ? '' : ` (${person.status})`}`);
  }
  return judge(person, first);
}

export const myDataHelpsChecks: readonly CheckDefinition[] = [alive, ownPerson, noServiceToken];
