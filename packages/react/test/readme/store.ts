import MyDataHelps from '@careevolution/mydatahelps-js';
import { createTokenStore } from '@mdh-tokens/store';

export const store = createTokenStore({ authenticator: '/api/mydatahelps-token', sdk: MyDataHelps });
