// The sign-in form and the sign-out button.
import { byId, byTestId } from '../find-element.js';

export interface SessionView {
  offer(participants: readonly { identifier: string; name: string }[]): void;
  /** Shows the form; a hint says why, where there is something to say. */
  showSignedOut(hint?: string): void;
  showSignedIn(): void;
}

export interface SessionActions {
  signIn: (participantIdentifier: string) => void;
  signOut: () => void;
}

export function createSessionView({ signIn, signOut }: SessionActions): SessionView {
  const form = byId('sign-in-form', HTMLFormElement);
  const select = byId('participant', HTMLSelectElement);
  const hint = byId('sign-in-hint', HTMLElement);
  const signedOut = byId('signed-out', HTMLElement);
  const signedIn = byId('signed-in', HTMLElement);
  const signOutButton = byTestId('sign-out', HTMLButtonElement);
  const usualHint = hint.textContent ?? '';

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    signIn(select.value);
  });
  signOutButton.addEventListener('click', signOut);

  const show = (isSignedIn: boolean): void => {
    const hadFocus = (isSignedIn ? signedOut : signedIn).contains(document.activeElement);
    signedOut.hidden = isSignedIn;
    signedIn.hidden = !isSignedIn;
    // What had the focus is gone: the keyboard goes on where the visitor can act next.
    if (hadFocus) (isSignedIn ? signOutButton : select).focus();
  };

  return {
    offer(participants) {
      select.replaceChildren(
        ...participants.map(({ identifier, name }) => new Option(`${name} (${identifier})`, identifier)),
      );
    },
    showSignedOut(text = usualHint) {
      hint.textContent = text;
      show(false);
    },
    showSignedIn: () => show(true),
  };
}
