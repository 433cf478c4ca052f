// app/layout.tsx
import { earlyScript } from '@mdh-tokens/store/early';
import type { ReactNode } from 'react';
import { isSignedIn } from './your-session.js';

export default async function Layout({ children }: { children: ReactNode }): Promise<ReactNode> {
  return (
    <html lang="en">
      <head>
        <link rel="preconnect" href="https://mydatahelps.org" crossOrigin="" />
        {/* Only for those who are signed in: without a session the answer is a 401. */}
        {(await isSignedIn()) && (
          <script
            data-authenticator="/api/mydatahelps-token"
            dangerouslySetInnerHTML={{ __html: earlyScript }}
          />
        )}
      </head>
      <body>{children}</body>
    </html>
  );
}
