// Classic scripts have put `MdhTokens` and `MyDataHelps` on the window.
const store = MdhTokens.createTokenStore({
  authenticator: '/api/mydatahelps-token',
  sdk: MyDataHelps,
  baseUrl: document.body.dataset.mydatahelps,
});
const output = document.querySelector('#name');
store.on('signed-out', () => (output.textContent = 'please sign in'));
store.on('failed', ({ error }) => (output.textContent = error.hint));
store
  .start()
  .then(() => MyDataHelps.getParticipantInfo())
  .then((participant) => (output.textContent = participant.demographics.firstName))
  .catch((error) => (output.textContent = error.message));
