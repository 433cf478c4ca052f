MdhTokens.connectSdk(window.store, MyDataHelps, { baseUrl: document.body.dataset.mydatahelps });
MyDataHelps.getParticipantInfo().then(
  ({ demographics }) => (document.querySelector('#name').textContent = demographics.firstName),
);
