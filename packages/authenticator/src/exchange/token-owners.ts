// Whose a token is: an identity server that mixes answers up must not hand one participant's data to another.
import { LRUCache } from 'lru-cache';

/** Remembers tokens that have been seen, bounded in number and bytes. */
export interface TokenOwners {
  /** Notes whose a token is. `false` where it is known as somebody else's. */
  claim(token: string, owner: string): boolean;
}

const mostTokens = 20_000;

const mostCharacters = 8 * 1024 * 1024;

/** The texts are those that the cache holds anyhow. */
export function createTokenOwners(): TokenOwners {
  const owners = new LRUCache<string, string>({
    max: mostTokens,
    maxSize: mostCharacters,
    sizeCalculation: (owner, token) => owner.length + token.length,
  });
  return {
    claim(token, owner) {
      const known = owners.get(token);
      if (known === undefined) owners.set(token, owner);
      return known === undefined || known === owner;
    },
  };
}
