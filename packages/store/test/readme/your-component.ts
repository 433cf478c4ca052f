// What the README's test imports from the app: something that shows the state of the store.
import type { TokenStore } from '@mdh-tokens/store';

export function greetingFor({ state }: TokenStore): string {
  switch (state.status) {
    case 'signed-out':
      return 'Please sign in';
    case 'idle':
    case 'acquiring':
      return 'One moment …';
    default:
      return 'Welcome';
  }
}
