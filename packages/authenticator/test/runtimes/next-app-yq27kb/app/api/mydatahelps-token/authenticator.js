import { createAuthenticator, createTokenExchange } from "@mdh-tokens/authenticator";
import { readSession } from "./session.js";
export const exchange = createTokenExchange({
  serviceAccount: process.env.MDH_SERVICE_ACCOUNT ?? "",
  privateKey: process.env.MDH_PRIVATE_KEY ?? "",
  projectId: process.env.MDH_PROJECT_ID,
  baseUrl: process.env.MDH_BASE_URL,
  scope: "Participant:read SurveyTasks:read"
});
export const authenticator = createAuthenticator({
  exchange,
  participant: async (request) => {
    const user = await readSession(request.headers.get("cookie"));
    return user === null ? null : { identifier: user.studyId };
  }
});
