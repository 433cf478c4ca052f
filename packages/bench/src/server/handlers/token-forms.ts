// The two forms that a token endpoint is sent, as MyDataHelps documents them.

export const participantId = '00000000-0000-4000-8000-000000000000';

export const serviceAccount = 'MyDataHelps.Bench';

export const tokenPath = 'identityserver/connect/token';

export const formType = 'application/x-www-form-urlencoded';

export function serviceForm(assertion: string): string {
  return new URLSearchParams({
    scope: 'api',
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  }).toString();
}

export function participantForm(serviceToken: string): string {
  return new URLSearchParams({
    scope: 'api',
    grant_type: 'delegated_participant',
    participant_id: participantId,
    client_id: 'MyDataHelps.DelegatedParticipant',
    client_secret: 'secret',
    token: serviceToken,
  }).toString();
}
