// React 18 warns of layout effects on a server, where none ever runs.
import { useEffect, useLayoutEffect } from 'react';

export const useLayoutEffectInBrowser: typeof useLayoutEffect =
  typeof document === 'undefined' ? useEffect : useLayoutEffect;
