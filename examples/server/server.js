// The server of the examples: a session, the authenticator, and the page that was built.
import { createHash } from 'node:crypto';
import { createAuthenticator, createTokenExchange, exchangeOptionsFrom } from '@mdh-tokens/authenticator';
import { incomingOf, toNodeHandler } from '@mdh-tokens/authenticator/node';
import express from 'express';
import session from 'express-session';

const { MDH_BASE_URL, SESSION_SECRET, PORT } = process.env;
const [page] = process.argv.slice(2);

const authenticator = createAuthenticator({
  exchange: createTokenExchange(exchangeOptionsFrom(process.env)),
  participant: (request) => {
    const { studyId } = incomingOf(request).session;
    return studyId === undefined ? null : { identifier: studyId };
  },
});

const app = express();
app.use(
  session({ secret: SESSION_SECRET, resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } }),
);
app.use(express.json());

app.get('/api/session', ({ session: { id, studyId } }, response) => {
  // The page shares its token among its tabs under this key: of this session, and no way back to its ID.
  const key = createHash('sha256').update(id).digest('hex');
  response.json(studyId === undefined ? null : { key, baseUrl: MDH_BASE_URL });
});
// NOT SAFE TO COPY: it stands for your own sign-in, and asks for no password.
app.post('/api/sign-in', (request, response) => {
  request.session.regenerate(() => {
    request.session.studyId = request.body.studyId;
    response.end();
  });
});
app.post('/api/sign-out', (request, response) => request.session.destroy(() => response.end()));
app.all('/api/mydatahelps-token', toNodeHandler(authenticator));
app.use(express.static(page));

const server = app.listen(Number(PORT ?? 3000), () =>
  console.log(`http://localhost:${server.address().port}/`),
);
