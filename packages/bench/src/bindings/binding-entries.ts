// What a page imports to have a store in its components: our bindings, and one entry a peer.

export interface BindingEntry {
  readonly framework: 'React' | 'Vue' | 'Svelte' | 'Angular';
  readonly packageName: string;
  readonly imported: readonly string[];
  /** The framework-free library that it binds: not counted. */
  readonly core: string;
  /** The budget in bytes of ours. */
  readonly limitBytes?: number;
}

const store = '@mdh-tokens/store';
const hooks = ['useGetToken', 'useTokenEvent', 'useTokenState', 'useTokenStore'];
const react = ['TokenGate', 'TokenStoreProvider', ...hooks];
const vue = ['TokenGate', 'createTokens', ...hooks];

export const bindingEntries: readonly BindingEntry[] = [
  { framework: 'React', packageName: '@mdh-tokens/react', imported: react, core: store, limitBytes: 1_000 },
  { framework: 'React', packageName: '@mdh-tokens/react', imported: ['*'], core: store },
  { framework: 'React', packageName: '@nanostores/react', imported: ['useStore'], core: 'nanostores' },
  {
    framework: 'React',
    packageName: '@xstate/store-react',
    imported: ['useSelector'],
    core: '@xstate/store',
  },
  {
    framework: 'React',
    packageName: '@tanstack/react-query',
    imported: ['QueryClientProvider', 'useQuery'],
    core: '@tanstack/query-core',
  },
  {
    framework: 'React',
    packageName: 'react-oidc-context',
    imported: ['AuthProvider', 'useAuth'],
    core: 'oidc-client-ts',
  },
  {
    framework: 'React',
    packageName: '@auth0/auth0-react',
    imported: ['Auth0Provider', 'useAuth0'],
    core: '@auth0/auth0-spa-js',
  },
  { framework: 'Vue', packageName: '@mdh-tokens/vue', imported: vue, core: store, limitBytes: 650 },
  { framework: 'Vue', packageName: '@mdh-tokens/vue', imported: ['*'], core: store },
  { framework: 'Vue', packageName: '@nanostores/vue', imported: ['useStore'], core: 'nanostores' },
  { framework: 'Vue', packageName: '@xstate/store-vue', imported: ['useSelector'], core: '@xstate/store' },
  {
    framework: 'Vue',
    packageName: '@tanstack/vue-query',
    imported: ['VueQueryPlugin', 'useQuery'],
    core: '@tanstack/query-core',
  },
  {
    framework: 'Svelte',
    packageName: '@mdh-tokens/svelte',
    imported: ['getTokenStore', 'setTokenStore', 'tokenState'],
    core: store,
    limitBytes: 350,
  },
  { framework: 'Svelte', packageName: '@mdh-tokens/svelte', imported: ['*'], core: store },
  {
    framework: 'Svelte',
    packageName: '@xstate/store-svelte',
    imported: ['useSelector'],
    core: '@xstate/store',
  },
  {
    framework: 'Angular',
    packageName: '@mdh-tokens/angular',
    imported: ['injectTokenState', 'injectTokenStore', 'provideTokenStore', 'tokenInterceptor'],
    core: store,
    limitBytes: 800,
  },
  { framework: 'Angular', packageName: '@mdh-tokens/angular', imported: ['*'], core: store },
];
