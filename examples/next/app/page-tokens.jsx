'use client';
// The SDK needs a browser: what imports it is loaded there only. The server renders the fallback.
import dynamic from 'next/dynamic';

export const PageTokens = dynamic(() => import('./session-tokens.jsx'), {
  ssr: false,
  loading: () => <p>One moment …</p>,
});
