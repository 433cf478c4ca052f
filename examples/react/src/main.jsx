// The page: who is signed in, and what is theirs.
import { StrictMode, Suspense, use, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Participant } from './participant.jsx';
import { endSession, readSession, signIn } from './session.js';
import { SessionTokens } from './session-tokens.jsx';

// Read once, outside of components: React forgets the state of one that waits.
const first = readSession();

function App() {
  const [pending, setPending] = useState(first);
  const session = use(pending);
  if (session === null) return <SignIn done={() => setPending(readSession())} />;
  return (
    <SessionTokens key={session.key} session={session}>
      <Participant
        signOut={async () => {
          await endSession();
          setPending(readSession());
        }}
      />
    </SessionTokens>
  );
}

function SignIn({ done }) {
  return (
    <form
      action={async (form) => {
        await signIn(form.get('studyId'));
        done();
      }}
    >
      <label>
        Study ID <input name="studyId" />
      </label>
      <button>Sign in</button>
    </form>
  );
}

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <Suspense fallback={<p>One moment …</p>}>
      <App />
    </Suspense>
  </StrictMode>,
);
