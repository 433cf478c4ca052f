// app/api/mydatahelps-token/route.ts
export const dynamic = 'force-dynamic';

export async function POST(request: Request): Promise<Response> {
  // Not at the top: `next build` loads this file, too, where the variables need not be set.
  const { authenticator } = await import('./authenticator.js');
  return authenticator.fetch(request);
}
export const OPTIONS = POST;
