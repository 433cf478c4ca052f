// Rendered on the server: who is signed in, and the page around what is theirs.
import { signIn } from './actions.js';
import { PageTokens } from './page-tokens.jsx';
import { readSession } from './session.js';

export default async function Page() {
  const session = await readSession();
  if (session === null) {
    return (
      <form action={signIn}>
        <label>
          Study ID <input name="studyId" />
        </label>
        <button>Sign in</button>
      </form>
    );
  }
  return (
    <main>
      <p>Signed in as {session.studyId}.</p>
      <PageTokens key={session.key} session={{ key: session.key, baseUrl: process.env.MDH_BASE_URL }} />
    </main>
  );
}
