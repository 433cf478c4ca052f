/** What is tested: counts the surveys a participant has to do. */
export async function countOpenTasks(baseUrl: string, token: string): Promise<number> {
  const response = await fetch(`${baseUrl}api/v1/delegated/surveytasks?status=incomplete`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Error(`survey tasks: ${response.status}`);
  const { surveyTasks } = (await response.json()) as { surveyTasks: unknown[] };
  return surveyTasks.length;
}
