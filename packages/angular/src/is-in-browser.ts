// Where this runs, as Angular says it. Its own question is in @angular/common, which this package needs for types only.
import { inject, PLATFORM_ID } from '@angular/core';

/** In an injection context. */
export function isInBrowser(): boolean {
  return inject(PLATFORM_ID) === 'browser';
}
