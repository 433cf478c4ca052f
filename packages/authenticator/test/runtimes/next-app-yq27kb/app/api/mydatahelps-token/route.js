export const dynamic = "force-dynamic";
export async function POST(request) {
  const { authenticator } = await import("./authenticator.js");
  return authenticator.fetch(request);
}
export const OPTIONS = POST;
