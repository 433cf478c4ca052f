window.store = MdhTokens.createTokenStore({
  authenticator: '/api/mydatahelps-token',
  baseUrl: document.body.dataset.mydatahelps,
});
window.store
  .start()
  .then(() => window.store.getToken())
  .then((token) => (document.querySelector('#token').textContent = token));
